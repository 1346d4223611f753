# One may exist, so the other has to go.
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
vcmadmin stop --force "$uuid"
vcmadmin delete "$uuid"
