# Asks for both and says no; takes the number from the list of modules; looks at everything in between.
cat /root/ticket.txt
hsmadmin status
vcmadmin list
echo no | hsmadmin factorystate
esn=$(hsmadmin status --json | jq -r '.[{{$leave}}].esn')
echo $esn
hsmadmin factorystate --esn $esn
lab wait boot
vcmadmin list --esn $(hsmadmin status --json | jq -r '.[{{$keep}}].esn')
lab hosts
lab power off
lab move $esn shelf
lab power on
lab wait boot
hsmadmin status
hsmadmin enroll
