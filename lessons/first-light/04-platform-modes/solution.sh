# Provider and tenant are the same host here.

# task: see-mode
enquiry -m 1

# task: refused
hsmadmin settime

# task: maintenance
nopclearfail -M -m 1 -w

# task: set-time
hsmadmin settime
lab wait boot

# task: back-to-work
nopclearfail -O -m 1 -w

# task: rude-reset
hsmadmin reset
lab wait boot

# task: retry
nopclearfail -r -m 1
