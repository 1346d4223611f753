# Thinks that a new module key would help.
lab on unattended nopclearfail -I -m 1
lab on unattended initunit
