# The person at the rack lets go as soon as it is allowed; the way back is by a reset after a look around.
hsmadmin logs clear --log {{$log}}
lab hold recovery
hsmadmin reset
lab wait 65s
lab release recovery
lab wait boot
hsmadmin status
hsmadmin enroll
esn=$(hsmadmin status --json | jq -r '.[0].esn')
hsmadmin logs get --esn $esn --log init --out init.log
hsmadmin logs clear --log {{$log}}
hsmadmin reset
lab wait boot
hsmadmin enroll
/opt/nfast/sbin/init.d-ncipher restart
