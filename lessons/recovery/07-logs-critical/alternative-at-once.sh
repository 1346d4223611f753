# The guide's example: export and expire in one command.
enquiry -m 1
lab led --decode
hsmadmin logs export --expire --outdir /root
hsmadmin reset
lab wait boot
/opt/nfast/sbin/init.d-ncipher restart
