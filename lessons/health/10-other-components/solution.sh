# Primary 14.1.1 has been loaded weeks ago; recovery image and bootloader are old.

# task: versions
# swap ok: the ESN can be asked for first
hsmadmin status --json

# task: recovery
esn=$(hsmadmin status | sed -n 's/^esn *: //p')
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-recovery-13-6-3-vsn40.npkg
lab wait boot

# task: reversible
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-uboot-1-1-0.npkg
lab wait boot

# task: back
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/fips/nShield5s-uboot-1-0-3.npkg
lab wait boot

# task: latest
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-uboot-1-2-0.npkg
lab wait boot

# task: no-way-back
hsmadmin upgrade --esn $esn --force /mnt/disc/firmware/nShield5s/latest/nShield5s-uboot-1-1-0.npkg
