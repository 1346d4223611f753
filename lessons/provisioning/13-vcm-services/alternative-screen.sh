# Exports to the screen first and gets the log a second time; names the VCM everywhere.
lab on tenant-a hsmadmin status --json
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
lab on tenant-a hsmadmin vcm info --uuid "$uuid" --json
lab on tenant-a hsmadmin vcm getenvstats --uuid "$uuid"
lab on tenant-a date +%s
hsmadmin vcm logs export --uuid "$uuid"
lab explain
lab on tenant-a hsmadmin vcm logs getkey --uuid "$uuid"
lab on tenant-a hsmadmin vcm logs export --uuid "$uuid" --outdir /root/nowhere
lab on tenant-a hsmadmin vcm logs export --uuid "$uuid"
lab on tenant-a mkdir /root/archive
lab on tenant-a hsmadmin vcm logs export --uuid "$uuid" --outdir /root/archive
lab on tenant-a hsmadmin vcm logs export --uuid "$uuid" --saved --outdir /root/archive
lab on tenant-a hsmadmin vcm logs expire --uuid "$uuid" --seq 1
