# One request, two properties, one stop.

# task: request
lab on tenant-a hsmadmin vcm setproperties --name {{$new}} --autostart --request-file /root/change.req
# swap ok: the UUID may be looked up before the request arrives
lab on tenant-a lab send /root/change.req provider:/root/

# task: running
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
# swap ok: a VCM in maintenance mode still runs
vcmadmin properties set --request change.req "$uuid" name {{$new}}

# task: stop
lab on tenant-a nopclearfail -M -m 1 -w
vcmadmin stop "$uuid"

# task: mismatch
# swap ok: another name is refused after the right one as well
vcmadmin properties set --request change.req "$uuid" name tenant-a-01

# task: name
# swap ok: the two properties are independent of each other
vcmadmin properties set --request change.req "$uuid" name {{$new}}

# task: autostart
vcmadmin properties set --request change.req "$uuid" autostart true
vcmadmin start "$uuid"
