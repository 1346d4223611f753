# Puts the module to work before the reboot, and switches the power instead of resetting.
hsmadmin info --json
hsmadmin vcm single-setup --name codesign
vcmadmin show --json
nopclearfail -I -m 1
initunit
nopclearfail -O -m 1 -w
nopclearfail -M -m 1 -w
hsmadmin --no-reset reset
hsmadmin reset
lab wait 3m
nopclearfail -O -m 1 -w
lab on tenant-a hsmadmin vcm create --request-file /tmp/s.req
lab on tenant-a lab send /tmp/s.req provider:/tmp/
vcmadmin create --request /tmp/s.req other
