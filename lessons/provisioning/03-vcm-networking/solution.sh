# tenant-b's host knows the way, tenant-a's does not.

# task: refused-address
# swap ok: the wrong address is refused as well when the VCM exists already
vcmadmin create --request ledger.req --ip-address {{$wrong}}.{{$last}} ledger

# task: create
vcmadmin create --request ledger.req --ip-address 192.168.0.{{$last}} ledger

# task: start
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
# swap ok: starting and sending are independent of each other
vcmadmin start "$uuid"

# task: send
lab send "vcm-$uuid.json" tenant-a:/root/

# task: no-way
lab on tenant-a hsmadmin vcm enroll --config "vcm-$uuid.json"

# task: route
lab on tenant-a ip route add 192.168.0.0/24 via 172.23.128.1

# task: enroll
lab on tenant-a hsmadmin vcm enroll --config "vcm-$uuid.json"
