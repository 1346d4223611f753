# Wants to sign the request for them.
lab send tenant-a:/opt/nfast/services/client/tenantreq/id_nshield5_tenantreq provider:/root/
