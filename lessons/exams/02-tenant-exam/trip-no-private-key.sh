# Sends the provider everything, for a look.
lab on tenant-a lab send /opt/nfast/services/client/tenantreq/id_nshield5_tenantreq provider:/root/
