# Notes a wrong code first, sends the dead module back before the clock is set, asks twice.
lab led --watch=12s --module {{$ill}}
echo seen > /root/code-4-4-4
hsmadmin status
lab power off
lab wait 1m
lab power on
lab wait boot
mv /root/code-4-4-4 /root/code-{{$code}}
if [ {{$fate}} = goes ]; then lab power off; lab return --module {{$ill}}; lab power on; lab wait boot; fi
hsmadmin settime
lab wait boot
echo done > /root/module-{{$fate}}
