# Tries fingers, looks through the drawer, takes a wrong cell in the hand and puts it back; another cell that fits.
lab led
lab power off
lab battery strap
lab battery pull
lab battery lay
lab battery fingers
lab battery tweezers plastic
lab battery cells
lab battery cell cell-d
lab battery cell cell-a
lab battery insert plus-up
lab battery fit
lab power on
lab wait boot
hsmadmin gettime
hsmadmin settime
lab wait boot
