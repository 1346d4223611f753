# To files of the shell's making, checked at the auditor's.
hsmadmin logs getkey > log.key
lab send log.key tenant-a:/root/log.key
hsmadmin logs export > first.log || hsmadmin logs export --saved > first.log
hsmadmin logs export --saved --outdir logs
lab send first.log tenant-a:/root/first.log
lab on tenant-a cat log.key
grep -l "^key: $(cut -d ' ' -f 1,2 log.key)" logs/*.log
hsmadmin logs expire --seq 1
hsmadmin logs export --outdir logs
lab send logs/*-000002.log tenant-a:/root/second.log
head -2 logs/*-000002.log
sha256sum logs/*-000001.log
hsmadmin logs expire --seq 2
