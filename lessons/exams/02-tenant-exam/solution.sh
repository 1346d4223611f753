# The prompt is the provider's; "lab on tenant-a" runs a command on the tenant's host.

# task: way
# swap ok: the route and what the provider has to mend are independent of each other
lab on tenant-a ip route add 192.168.0.0/24 via 172.23.128.1

# task: enrolled
if [ {{$trouble}} = stopped ]; then vcmadmin start "$(vcmadmin list --json | jq -r '.[0].uuid')"; else lab send /root/vcm-*.json tenant-a:/root/{{$team}}.json; fi
lab on tenant-a hsmadmin vcm enroll --config /root/{{$team}}.json

# task: key
lab on tenant-a nopclearfail -I -m 1
lab on tenant-a initunit -m 1

# task: operational
lab on tenant-a nopclearfail -O -m 1
