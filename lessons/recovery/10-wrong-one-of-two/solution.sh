# The ticket names the ESN; the other module holds the VCM.

# task: look
# swap ok: reading the ticket and the list are independent of each other
vcmadmin list

# task: empty
esn=$(grep -o '....-....-....' /root/ticket.txt)
hsmadmin factorystate --esn $esn
lab wait boot

# task: take-out
lab power off
lab move $esn shelf

# task: back-in-service
lab power on
lab wait boot

# task: update-list
hsmadmin enroll
