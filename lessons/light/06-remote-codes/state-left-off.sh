# Switches the host off and leaves it so.
enquiry
touch /root/status-1-{{$runtime}} /root/status-2-{{$driver}}
hsmadmin reset --esn "$(hsmadmin status 2>/dev/null | sed -n 's/^esn *: //p')"
lab wait boot
touch /root/support-{{$driver}}
nopclearfail --fail -m 1
lab power off
