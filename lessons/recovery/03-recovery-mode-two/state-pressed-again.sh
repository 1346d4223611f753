# Presses the button again before the way back.
lab hold recovery
hsmadmin reset
lab wait boot
lab release recovery
hsmadmin enroll
hsmadmin logs clear --log {{$log}}
lab hold recovery
