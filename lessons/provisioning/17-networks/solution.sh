# From IPv4 to IPv6, and a year later to link-local.

# task: too-late
hsmadmin setnetwork ipv6static --address fd00:5::1/64 --gateway fd00:5::fe

# task: ipv6
vcmadmin delete $(vcmadmin list --json | jq -r '.[0].uuid')
hsmadmin setnetwork ipv6static --address fd00:5::1/64 --gateway fd00:5::fe
hsmadmin reset
lab wait boot

# task: reached
vcmadmin create --request {{$vm}}.req {{$vm}}
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
# swap ok: the file may be sent before the VCM runs
vcmadmin start $uuid
lab send vcm-$uuid.json tenant-a:/root/
lab on tenant-a hsmadmin vcm enroll --config vcm-$uuid.json

# task: link-local
vcmadmin stop $uuid
vcmadmin delete $uuid
hsmadmin setnetwork default
hsmadmin reset
lab wait boot

# task: same-machine
hsmadmin vcm single-setup
