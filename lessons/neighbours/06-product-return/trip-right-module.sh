# Does not name a module.
hsmadmin factorystate --all
