# Compares the hosts, sends before starting, and gives tenant-a a route to its VCM only.
vcmadmin create --request ledger.req --ip-address {{$wrong}}.{{$last}} --outdir /tmp ledger
vcmadmin create --request ledger.req --ip-address 192.168.0.{{$last}} --outdir /tmp books
lab send /tmp/vcm-*.json tenant-a:/root/config.json
vcmadmin start "$(vcmadmin list --json | jq -r '.[0].uuid')"
lab on tenant-a hsmadmin vcm enroll --config config.json
lab on tenant-a ip route
lab on tenant-b ip route
lab on tenant-a ip route add 192.168.0.{{$last}}/32 via 172.23.128.1
lab on tenant-a hsmadmin vcm enroll --config config.json
