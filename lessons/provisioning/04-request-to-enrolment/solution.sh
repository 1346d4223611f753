# One forged request, one expired, one good.

# task: inspect
hsmadmin vcm inspect-request --verify vault.req

# task: forged
hsmadmin vcm inspect-request --verify urgent.req

# task: expired
# swap ok: the tenant may write a new one before the old one is tried
vcmadmin create --request vault.req vault

# task: fresh
lab on tenant-a hsmadmin vcm create --request-file /root/fresh.req --name vault
lab on tenant-a lab send /root/fresh.req provider:/root/

# task: create
vcmadmin create --request fresh.req vault

# task: hand-over
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
# swap ok: sending and starting are independent of each other
lab send "vcm-$uuid.json" tenant-a:/root/

# task: enroll
vcmadmin start "$uuid"
lab on tenant-a hsmadmin vcm enroll --config "vcm-$uuid.json"
