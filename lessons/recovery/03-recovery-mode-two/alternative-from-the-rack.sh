# The person at the rack lets go as soon as it is allowed; the way back is by a reset after a look around.
lab hold recovery
hsmadmin reset
lab wait 65s
lab release recovery
lab wait boot
hsmadmin status
hsmadmin enroll
hsmadmin logs get --log init --esn $(hsmadmin status --json | jq -r '.[0].esn')
hsmadmin logs clear --log {{$log}}
hsmadmin reset
lab wait boot
hsmadmin enroll
/opt/nfast/sbin/init.d-ncipher restart
