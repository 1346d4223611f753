# Reads it on the screen, and that was that.
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
lab on tenant-a hsmadmin vcm logs export --uuid "$uuid" --expire
