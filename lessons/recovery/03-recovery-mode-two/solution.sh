# Alone: lab hold stands for the second person.

# task: button-down
# swap ok: the button counts when it is down within seconds of the reboot
lab hold recovery

# task: reset
hsmadmin reset
lab wait boot

# task: let-go
# swap ok: the keys do not mind the button
lab release recovery

# task: clear-log
hsmadmin enroll
hsmadmin logs clear --log {{$log}}

# task: go-back
hsmadmin reset
lab wait boot

# task: at-work
hsmadmin enroll
/opt/nfast/sbin/init.d-ncipher restart
