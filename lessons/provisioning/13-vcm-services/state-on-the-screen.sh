# Exports the log to the screen.
lab on tenant-a hsmadmin status
lab on tenant-a hsmadmin vcm info
lab on tenant-a hsmadmin vcm getenvstats
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
hsmadmin vcm logs export --uuid "$uuid"
lab on tenant-a hsmadmin vcm logs getkey --uuid "$uuid"
lab on tenant-a hsmadmin vcm logs export --uuid "$uuid"
