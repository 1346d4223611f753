# Copies first, then closes the audit log, then looks at the clock. Goes by way of 13.5.1, the certified firmware.
esn=$(hsmadmin status --json | jq -r '.[0].esn')
hsmadmin status
date
hsmadmin gettime
nopclearfail -I -m 1
nopclearfail -M -m 1 -w
nvram-backup -m 1 /root/nvram.backup
hsmadmin npkginfo /mnt/disc/firmware/nShield5s/cc/nShield5s-13-5-1-vsn38.npkg
hsmadmin upgrade --dry-run --esn $esn /mnt/disc/firmware/nShield5s/cc/nShield5s-13-5-1-vsn38.npkg
hsmadmin settime
lab wait boot
nopclearfail -M -m 1 -w
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/cc/nShield5s-13-5-1-vsn38.npkg
lab wait boot
nopclearfail -M -m 1 -w
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
lab wait boot
hsmadmin vcm single-setup
nopclearfail -I -m 1
initunit
nopclearfail -O -m 1
