# Watches the lamp for a while, gets the first reading wrong, corrects it.
lab led --watch=12s
hsmadmin status
touch /root/code-5-5-5
rm /root/code-5-5-5
echo seen twice > /root/code-{{$code}}
lab power off
lab power on
lab wait boot
lab led
echo done > /root/verdict-{{$verdict}}
if [ {{$verdict}} = dead ]; then lab power off && lab return; fi
