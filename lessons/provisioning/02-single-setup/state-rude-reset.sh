# Resets the module while the VCM is at work.
hsmadmin info
hsmadmin vcm single-setup --name codesign
vcmadmin show
nopclearfail -I -m 1 -w
initunit -m 1
nopclearfail -O -m 1 -w
hsmadmin reset
lab wait boot
