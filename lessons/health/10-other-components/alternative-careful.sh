# Reads every package, asks for dry runs, and lets the clock run instead of waiting for the boot.
esn=$(hsmadmin status --json | jq -r '.[0].esn')
hsmadmin status --esn $esn --json
hsmadmin npkginfo /mnt/disc/firmware/nShield5s/latest/nShield5s-recovery-13-6-3-vsn40.npkg
hsmadmin upgrade --esn $esn --dry-run /mnt/stick/nShield5s-14-1-1-both-vsn42.npkg
hsmadmin upgrade --esn $esn --dry-run /mnt/disc/firmware/nShield5s/latest/nShield5s-recovery-13-6-3-vsn40.npkg
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-recovery-13-6-3-vsn40.npkg
lab wait 5m
cat /mnt/disc/firmware/release-notes.txt
hsmadmin npkginfo --json /mnt/disc/firmware/nShield5s/latest/nShield5s-uboot-1-2-0.npkg
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-uboot-1-1-0.npkg
lab wait 5m
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/fips/nShield5s-uboot-1-0-3.npkg
lab wait 5m
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-uboot-1-2-0.npkg
lab wait 5m
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/fips/nShield5s-uboot-1-0-3.npkg
