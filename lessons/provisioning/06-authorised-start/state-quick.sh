# Is quick enough the first time.
vcmadmin create --request root-ca.req root-ca
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
vcmadmin start "$uuid"
lab on tenant-a hsmadmin vcm start --request-file /root/start.req --request-validity 600 --uuid "$uuid"
lab on tenant-a lab send /root/start.req provider:/root/
vcmadmin start --request start.req "$uuid"
