# The primary image is half programmed.

# task: see-dead
# swap ok: the module is as dead with the button down
hsmadmin status

# task: recovery
# swap ok: the button counts when it is down within seconds of the reboot
lab hold recovery
lab power cycle
lab wait boot

# task: enroll-recovery
# swap ok: the keys do not mind the button
lab release recovery
# swap ok: the ESN can be asked for before the keys are there
hsmadmin enroll

# task: load
esn=$(hsmadmin status --json | jq -r '.[0].esn')
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
lab wait boot

# task: at-work
hsmadmin enroll
/opt/nfast/sbin/init.d-ncipher restart
