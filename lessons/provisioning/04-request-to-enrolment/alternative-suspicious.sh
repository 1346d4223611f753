# Looks at the stick first, verifies the new request with the key of the old one, and uses directories of its own.
hsmadmin vcm inspect-request urgent.req
hsmadmin vcm inspect-request --verify urgent.req
rm urgent.req
vcmadmin create --request vault.req vault
lab on tenant-a hsmadmin vcm create --request-file /tmp/new.req --name vault --request-validity 86400
lab on tenant-a lab send /tmp/new.req provider:/tmp/
hsmadmin vcm inspect-request --verify /tmp/new.req
vcmadmin create --request /tmp/new.req --outdir /tmp vault
vcmadmin start "$(vcmadmin list --json | jq -r '.[0].uuid')"
lab send /tmp/vcm-*.json tenant-a:/root/mine.json
lab on tenant-a hsmadmin vcm enroll --config /root/mine.json
