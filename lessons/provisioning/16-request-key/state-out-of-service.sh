# Everything is done, and the tenant takes the VCM out of service once more.
lab on tenant-a hsmadmin vcm setproperties --new-request-key --request-file /root/key.req
lab on tenant-a lab send /root/key.req provider:/root/
lab on tenant-a nopclearfail -M -m 1 -w
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
vcmadmin stop "$uuid"
lab on tenant-a hsmadmin vcm setproperties --name {{$new}} --request-file /root/name.req
lab on tenant-a lab send /root/name.req provider:/root/
vcmadmin properties set --request name.req "$uuid" name {{$new}}
vcmadmin properties set --request key.req "$uuid" k_tenant_req "$(hsmadmin vcm inspect-request key.req | grep k_tenant_req | grep -o 'SHA256:.*')"
vcmadmin properties set --request name.req "$uuid" name {{$new}}
lab on tenant-b hsmadmin vcm setproperties --new-request-key --request-file /root/steal.req --uuid "$uuid"
lab on tenant-b lab send /root/steal.req provider:/root/
vcmadmin properties set --request steal.req "$uuid" k_tenant_req "$(hsmadmin vcm inspect-request steal.req | grep k_tenant_req | grep -o 'SHA256:.*')"
vcmadmin start "$uuid"
lab on tenant-a nopclearfail -M -m 1 -w
