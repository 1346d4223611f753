# Sets the clock, since factorystate asks for that, and then erases the module that listens.
well=$(hsmadmin status 2>/dev/null | sed -n 's/^esn *: //p')
hsmadmin settime --esn "$well"
lab wait boot
hsmadmin factorystate --esn "$well"
lab wait boot
