# Cuts the power instead of resetting the module.
enquiry -m 1
hsmadmin settime
nopclearfail -M -m 1 -w
hsmadmin settime
lab wait boot
nopclearfail -O -m 1 -w
lab power cycle
