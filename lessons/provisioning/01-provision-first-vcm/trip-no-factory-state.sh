# Answers the question before erasing everything.
hsmadmin factorystate --all
lab wait boot
