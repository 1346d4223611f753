# In time at first, late afterwards; the power is cut for real.
vcmadmin create --request root-ca.req ca
vcmadmin show
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
vcmadmin start "$uuid"
lab on tenant-a hsmadmin vcm start --request-file /tmp/s.req --request-validity 600 --uuid "$uuid"
lab on tenant-a lab send /tmp/s.req provider:/tmp/
hsmadmin vcm inspect-request /tmp/s.req
vcmadmin start --request /tmp/s.req "$uuid"
vcmadmin stop "$uuid"
lab wait 1h
vcmadmin start --request /tmp/s.req "$uuid"
lab on tenant-a hsmadmin vcm start --request-file /tmp/t.req --uuid "$uuid"
lab on tenant-a lab send /tmp/t.req provider:/tmp/
vcmadmin start --request /tmp/t.req "$uuid"
hsmadmin reset
lab wait 3m
vcmadmin list
