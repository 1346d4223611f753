# Resets the module a second time, as one should.
hsmadmin cs5 stats
hsmadmin select acceleration --show
nopclearfail -M -m 1 -w
hsmadmin select acceleration --show
hsmadmin select acceleration --set 2
hsmadmin reset
lab wait boot
nopclearfail -M -m 1 -w
hsmadmin reset
