# The easy way.
nopclearfail -M -m 1 -w
hsmadmin factorystate --all
lab wait boot
