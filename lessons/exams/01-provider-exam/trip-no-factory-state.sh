# Takes a module that does not do what one expects for one that must be erased.
hsmadmin factorystate --all
lab wait boot
