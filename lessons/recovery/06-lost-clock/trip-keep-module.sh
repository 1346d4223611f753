# Mends the cause first, and then begins from nothing.
lab power off
lab battery new
lab power on
lab wait boot
hsmadmin settime
lab wait boot
hsmadmin factorystate --all
