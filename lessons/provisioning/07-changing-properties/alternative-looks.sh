# Looks before and after, lets the tenant choose the minute first, and sets the properties in the other order.
vcmadmin properties list
vcmadmin show
lab on tenant-a hsmadmin vcm setproperties --autostart --name {{$new}} --request-validity 86400 --request-file /tmp/p.req
lab on tenant-a lab send /tmp/p.req provider:/tmp/
hsmadmin vcm inspect-request --verify /tmp/p.req
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
vcmadmin properties set --request /tmp/p.req "$uuid" autostart true
lab on tenant-a nopclearfail -M -m 1
vcmadmin stop "$uuid"
vcmadmin properties set --request /tmp/p.req "$uuid" name something-else
vcmadmin properties set --request /tmp/p.req "$uuid" autostart true
vcmadmin properties set --request /tmp/p.req "$uuid" name {{$new}}
vcmadmin start "$uuid"
lab on tenant-a enquiry -m 1
lab on tenant-a nopclearfail -O -m 1 -w
