# tenant-a gets a new request key; the provider sets it.

# task: ask
lab on tenant-a hsmadmin vcm setproperties --new-request-key --request-file /root/key.req
# swap ok: the tenant may make way before the request arrives
lab on tenant-a lab send /root/key.req provider:/root/

# task: stop
# swap ok: looking up a UUID changes nothing
lab on tenant-a nopclearfail -M -m 1 -w
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
# swap ok: the tenant may write the second request before the VCM is stopped
vcmadmin stop "$uuid"

# task: too-soon
lab on tenant-a hsmadmin vcm setproperties --name {{$new}} --request-file /root/name.req
lab on tenant-a lab send /root/name.req provider:/root/
vcmadmin properties set --request name.req "$uuid" name {{$new}}

# task: set-key
vcmadmin properties set --request key.req "$uuid" k_tenant_req "$(hsmadmin vcm inspect-request key.req | grep k_tenant_req | grep -o 'SHA256:.*')"

# task: second-wish
# swap ok: what a stranger writes does not matter to the VCM
vcmadmin properties set --request name.req "$uuid" name {{$new}}

# task: thief
lab on tenant-b hsmadmin vcm setproperties --new-request-key --request-file /root/steal.req --uuid "$uuid"
lab on tenant-b lab send /root/steal.req provider:/root/
vcmadmin properties set --request steal.req "$uuid" k_tenant_req "$(hsmadmin vcm inspect-request steal.req | grep k_tenant_req | grep -o 'SHA256:.*')"

# task: back
vcmadmin start "$uuid"
