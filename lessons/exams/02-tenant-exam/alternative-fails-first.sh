# Tries first, learns from what it says, mends one thing after the other.
lab on tenant-a hsmadmin vcm enroll --config /root/{{$team}}.json
lab on tenant-a ip route
lab on tenant-a ip route add default via 172.23.128.1
lab on tenant-a hsmadmin vcm enroll --config /root/{{$team}}.json
vcmadmin list
vcmadmin start "$(vcmadmin list --json | jq -r '.[0].uuid')"
lab send /root/vcm-*.json tenant-a:/root/again.json
lab on tenant-a hsmadmin vcm enroll --config /root/again.json
lab on tenant-a enquiry
lab on tenant-a nopclearfail -I -m 1
lab on tenant-a initunit -m 1
lab on tenant-a nopclearfail -O -m 1
