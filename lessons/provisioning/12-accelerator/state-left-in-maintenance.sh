# Resets, and sends the VCM to maintenance mode once more, for a last look.
hsmadmin cs5 stats
hsmadmin select acceleration --show
nopclearfail -M -m 1 -w
hsmadmin select acceleration --show
hsmadmin select acceleration --set 2
hsmadmin reset
lab wait boot
nopclearfail -M -m 1 -w
