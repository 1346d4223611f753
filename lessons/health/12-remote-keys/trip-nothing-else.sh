# One more, since it is so easy.
lab on destination lab send /opt/nfast/services/client/monitor/id_nshield5_monitor.pub source:/root/
hsmadmin keys remote-set updater $(cut -d ' ' -f 1,2 id_nshield5_monitor.pub)
