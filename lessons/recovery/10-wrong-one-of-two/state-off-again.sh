# Switches the host off again, with one module in it.
vcmadmin list
esn=$(grep -o '....-....-....' /root/ticket.txt)
hsmadmin factorystate --esn $esn
lab wait boot
lab power off
lab move $esn shelf
lab power on
lab wait boot
lab power off
