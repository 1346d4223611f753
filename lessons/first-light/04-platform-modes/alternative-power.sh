# Looks twice, and takes the power away instead of resetting: the host starts anew, so its hardserver finds the module.
enquiry -m 1
hsmadmin settime
nopclearfail -M -m 1
hsmadmin settime
lab wait 3m
nopclearfail -O -m 1
hsmadmin reset
lab wait 2m
enquiry -m 1
lab power cycle
lab wait 5m
nopclearfail -r -m 1
