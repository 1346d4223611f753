# Log 1 may have been exported before, to the screen: then it is still saved.

# task: hand-over-key
hsmadmin logs getkey --out log.key
# swap ok: key and log are independent; the text says why the key goes first
lab send log.key tenant-a:/root/

# task: hand-over-log
# part swap ok: one of the two gives the log out, and the other one refuses
hsmadmin logs export --outdir logs || hsmadmin logs export --saved --outdir logs
# swap ok: the file has left the module when it may expire; the text waits until the auditor has it
lab send logs/*-000001.log tenant-a:/root/

# task: make-room
hsmadmin logs expire --seq 1

# task: next-log
hsmadmin logs export --outdir logs
# swap ok: the file has left the module when it may expire; the text waits until the auditor has it
lab send logs/*-000002.log tenant-a:/root/
hsmadmin logs expire --seq 2
