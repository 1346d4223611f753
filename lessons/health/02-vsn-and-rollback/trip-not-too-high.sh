# As high as the module lets you.
hsmadmin setminvsn 42
