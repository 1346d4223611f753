# Cuts the power a second time, the button still down.
hsmadmin status
lab hold recovery
lab power cycle
lab wait boot
lab power cycle
