# archive runs with HSMSpeed0; the module is of Mid speed.

# task: too-fast
# swap ok: the rating is too high whether or not another VCM of the tenant exists
vcmadmin create --request trading.req --features 8020 trading

# task: converted
vcmadmin create --request trading.req --features "StandardKM|HSMSpeed1" trading
uuid=$(vcmadmin list --json | jq -r '.[] | select(.name == "trading") | .uuid')
# swap ok: the module may be made faster before the VCM is started
vcmadmin start "$uuid"

# task: upgrade
# swap ok: the tenant may ask before the module is faster
hsmadmin fet /root/licences/*-HSMSpeed2.txt

# task: ask
lab on tenant-b hsmadmin vcm setproperties --features 8020 --request-file /root/faster.req --uuid "$uuid"
# swap ok: the VCM may be stopped while the request is on its way
lab on tenant-b lab send /root/faster.req provider:/root/
vcmadmin stop "$uuid"
vcmadmin properties set --request faster.req "$uuid" features 8020
vcmadmin start "$uuid"
