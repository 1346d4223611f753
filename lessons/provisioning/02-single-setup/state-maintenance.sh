# Leaves the VCM in maintenance mode.
hsmadmin info
hsmadmin vcm single-setup --name codesign
vcmadmin show
nopclearfail -I -m 1 -w
initunit -m 1
nopclearfail -M -m 1 -w
hsmadmin reset
lab wait boot
nopclearfail -M -m 1 -w
