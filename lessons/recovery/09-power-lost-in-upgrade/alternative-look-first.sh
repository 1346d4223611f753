# Tries a reset and a power cycle first, reads the init log, and leaves the hardserver to another power cycle.
hsmadmin reset
lab power cycle
lab wait 5m
hsmadmin status
lab hold recovery
lab power cycle
lab wait 70s
lab release recovery
lab wait boot
hsmadmin enroll
esn=$(hsmadmin status --json | jq -r '.[0].esn')
hsmadmin logs get --esn $esn --log init --out init.log
cat init.log
hsmadmin upgrade --esn $esn --dry-run /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
lab wait boot
hsmadmin enroll
lab power cycle
lab wait boot
