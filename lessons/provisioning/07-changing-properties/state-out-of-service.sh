# Everything is done, and the tenant takes the VCM out of service once more.
lab on tenant-a hsmadmin vcm setproperties --name {{$new}} --autostart --request-file /root/change.req
lab on tenant-a lab send /root/change.req provider:/root/
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
vcmadmin properties set --request change.req "$uuid" name {{$new}}
lab on tenant-a nopclearfail -M -m 1 -w
vcmadmin stop "$uuid"
vcmadmin properties set --request change.req "$uuid" name tenant-a-01
vcmadmin properties set --request change.req "$uuid" name {{$new}}
vcmadmin properties set --request change.req "$uuid" autostart true
vcmadmin start "$uuid"
lab on tenant-a nopclearfail -M -m 1 -w
