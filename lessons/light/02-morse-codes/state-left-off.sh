# Switches the host off and leaves it so.
hsmadmin status
touch /root/code-{{$code}}
lab power off
