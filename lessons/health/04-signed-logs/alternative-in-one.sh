# Expires while exporting, which the guide advises against and which works when nothing goes wrong.
hsmadmin logs getkey --out log.key
lab send log.key tenant-a:/root/
hsmadmin logs export --outdir logs
hsmadmin logs export --saved --outdir logs
lab send logs/*-000001.log tenant-a:/root/
hsmadmin logs expire --seq 1
hsmadmin logs export --expire --outdir logs
lab send logs/*-000002.log tenant-a:/root/
