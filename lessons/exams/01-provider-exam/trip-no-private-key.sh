# Fetches the tenant's key to sign the request oneself.
lab send tenant-a:/opt/nfast/services/client/tenantreq/id_nshield5_tenantreq provider:/root/
