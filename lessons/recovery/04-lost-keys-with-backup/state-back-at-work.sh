# Puts the VCM back to work too early.
hsmadmin info
nopclearfail -M -m 1 -w
nopclearfail -O -m 1 -w
