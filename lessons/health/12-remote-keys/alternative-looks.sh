# With the looks, and another thing that the service gives.

# task: damaged
cat mail.txt
hsmadmin keys remote-set monitor ssh-ed25519 $(cat mail.txt)

# task: handed-over
lab on destination lab send /opt/nfast/services/client/monitor/id_nshield5_monitor.pub source:/root/key.pub
hsmadmin keys remote-set monitor $(cut -d ' ' -f 1,2 key.pub)
hsmadmin keys show

# task: locked-out
hsmadmin getenvstats
hsmadmin gettime

# task: taken-back
hsmadmin keys remote-remove monitor
hsmadmin logs getkey
