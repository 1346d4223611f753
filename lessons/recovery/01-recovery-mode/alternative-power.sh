# Leaves recovery mode by the power switch. The host boots too, so its hardserver starts anew.
hsmadmin info
lab hold recovery
lab power cycle
lab wait 70s
lab release recovery
lab wait boot
hsmadmin status
hsmadmin enroll
lab power cycle
lab wait boot
hsmadmin enroll
hsmadmin info
