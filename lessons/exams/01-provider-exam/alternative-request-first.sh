# The request first, the network while the tenant is waited for; by power instead of reset.
lab on tenant-a hsmadmin vcm create --request-file new.req
lab on tenant-a lab send new.req provider:/tmp/
hsmadmin vcm inspect-request /tmp/new.req
hsmadmin setnetwork ipv4static --address {{$network}}.1/24 --gateway {{$network}}.254
lab power cycle
lab wait boot
vcmadmin create --request /tmp/new.req --ip-address {{$address}} --outdir /tmp {{$team}}
vcmadmin start "$(vcmadmin list --json | jq -r '.[0].uuid')"
lab send /tmp/vcm-*.json tenant-a:
