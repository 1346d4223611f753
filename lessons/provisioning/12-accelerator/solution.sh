# Provider and tenant are the same host.

# task: no-codesafe
hsmadmin cs5 stats

# task: refused
hsmadmin select acceleration --show

# task: show
nopclearfail -M -m 1 -w
hsmadmin select acceleration --show

# task: chosen
hsmadmin select acceleration --set 2

# task: in-force
hsmadmin reset
lab wait boot
