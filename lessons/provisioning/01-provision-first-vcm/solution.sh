# The provider's host. "lab on tenant-a" runs a command on the tenant's.

# task: set-network
hsmadmin setnetwork ipv4static --address 192.168.0.1/24 --gateway 192.168.0.254

# task: reset-hsm
hsmadmin reset
# swap ok: the tenant may write the request while the module boots
lab wait boot

# task: write-request
lab on tenant-a hsmadmin vcm create --request-file payments.req --name payments

# task: deliver-request
lab on tenant-a lab send payments.req provider:/root/

# task: inspect-request
# swap ok: the request says the same afterwards; the text asks to read it before
hsmadmin vcm inspect-request --verify payments.req

# task: create-vcm
vcmadmin create --request payments.req payments

# task: send-config
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
# swap ok: sending the file and starting the VCM are independent of each other
lab send "vcm-$uuid.json" tenant-a:/root/

# task: start-vcm
vcmadmin start "$uuid"

# task: enroll
lab on tenant-a hsmadmin vcm enroll --config "vcm-$uuid.json"

# task: look
# swap ok: enquiry shows the module in whatever mode it is
lab on tenant-a enquiry

# task: initialise
lab on tenant-a nopclearfail -I -m 1
lab on tenant-a initunit -m 1

# task: operational
lab on tenant-a nopclearfail -O -m 1
