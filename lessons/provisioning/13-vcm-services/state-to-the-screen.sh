# Exports the log to the screen first.
lab on tenant-a hsmadmin status
lab on tenant-a hsmadmin vcm info
lab on tenant-a hsmadmin vcm getenvstats
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
hsmadmin vcm logs export --uuid "$uuid"
lab on tenant-a hsmadmin vcm logs getkey --uuid "$uuid" --out vcm-log.key
lab on tenant-a mkdir logs
lab on tenant-a hsmadmin vcm logs export --uuid "$uuid"
