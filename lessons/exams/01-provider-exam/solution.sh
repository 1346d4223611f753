# Works for both troubles: an expired request and a changed one are answered alike, by a new one.

# task: network
hsmadmin setnetwork ipv4static --address {{$network}}.1/24 --gateway {{$network}}.254
hsmadmin reset
# swap ok: the tenant may write the request while the module boots
lab wait boot

# task: new-request
lab on tenant-a hsmadmin vcm create --request-file /root/again.req --name {{$team}}
lab on tenant-a lab send /root/again.req provider:/root/

# task: create
vcmadmin create --request again.req --ip-address {{$address}} {{$team}}

# task: hand-over
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
# swap ok: sending the file and starting the VCM are independent of each other
lab send "vcm-$uuid.json" tenant-a:/root/

# task: running
vcmadmin start "$uuid"
