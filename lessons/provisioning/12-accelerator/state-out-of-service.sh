# Everything is chosen, and the VCM is taken out of service once more.
hsmadmin cs5 stats
hsmadmin select acceleration --show
nopclearfail -M -m 1 -w
hsmadmin select acceleration --show
hsmadmin select acceleration --set 2
hsmadmin reset
lab wait boot
nopclearfail -M -m 1 -w
