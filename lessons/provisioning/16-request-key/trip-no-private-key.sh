# Lets the provider have it, to be on the safe side.
lab send tenant-a:/opt/nfast/services/client/tenantreq/id_nshield5_tenantreq provider:/root/
