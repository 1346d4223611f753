# Makes room, as the message says.
hsmadmin vcm single-setup --name codesign
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
vcmadmin stop --force "$uuid"
vcmadmin delete "$uuid"
