# Resets the module a second time.
enquiry -m 1
hsmadmin logs export --outdir /root
hsmadmin logs expire --seq 1
hsmadmin reset
lab wait boot
hsmadmin reset
