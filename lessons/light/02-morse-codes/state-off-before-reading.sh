# Switches the host off before the lamp was read.
hsmadmin status
lab power off
