# destination is the computer that collects.

# task: damaged
# swap ok: the file may be on its way before the letter is tried
hsmadmin keys remote-set monitor ssh-ed25519 $(cat mail.txt)

# task: handed-over
lab on destination lab send /opt/nfast/services/client/monitor/id_nshield5_monitor.pub source:/root/
hsmadmin keys remote-set monitor $(cut -d ' ' -f 1,2 id_nshield5_monitor.pub)

# task: locked-out
hsmadmin logs getkey

# task: taken-back
hsmadmin keys remote-remove monitor
hsmadmin logs getkey
