# The file without .pub.
lab on destination lab send /opt/nfast/services/client/monitor/id_nshield5_monitor source:/root/
