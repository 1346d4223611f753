# Trusts the host.
nopclearfail -M -m 1 -w
hsmadmin settime
lab wait boot
