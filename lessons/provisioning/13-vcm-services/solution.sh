# The prompt is the provider's; the lesson is the tenant's.

# task: no-platform
lab on tenant-a hsmadmin status

# task: info
lab on tenant-a hsmadmin vcm info

# task: time
# swap ok: looking up a UUID changes nothing
lab on tenant-a hsmadmin vcm getenvstats

# task: not-theirs
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
# swap ok: the tenant's key can be fetched before or after somebody else tries
hsmadmin vcm logs export --uuid "$uuid"

# task: key
# swap ok: the directory may be made before the key is fetched
lab on tenant-a hsmadmin vcm logs getkey --uuid "$uuid" --out vcm-log.key

# task: export
lab on tenant-a mkdir logs
lab on tenant-a hsmadmin vcm logs export --uuid "$uuid" --outdir logs

# task: expire
lab on tenant-a hsmadmin vcm logs expire --uuid "$uuid" --seq 1
