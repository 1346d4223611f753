# Means to begin from the beginning, and does.
hsmadmin factorystate --all
lab wait boot
