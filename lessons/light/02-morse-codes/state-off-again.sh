# Switches the host off again before the second look.
hsmadmin status
touch /root/code-{{$code}}
lab power cycle
lab wait boot
lab power off
