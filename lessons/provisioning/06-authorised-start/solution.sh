# The tenant authorises twice: the first time nobody is quick enough.

# task: create
vcmadmin create --request root-ca.req root-ca
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')

# task: refused
# swap ok: the tenant may write the authorisation before it is asked for
vcmadmin start "$uuid"

# task: authorise
lab on tenant-a hsmadmin vcm start --request-file /root/start.req --request-validity 600 --uuid "$uuid"
# swap ok: a message may be on its way for twenty minutes
lab on tenant-a lab send /root/start.req provider:/root/

# task: too-late
lab wait 20m
# swap ok: the tenant may write the second one before the first is tried
vcmadmin start --request start.req "$uuid"

# task: start
lab on tenant-a hsmadmin vcm start --request-file /root/again.req --request-validity 3600 --uuid "$uuid"
lab on tenant-a lab send /root/again.req provider:/root/
vcmadmin start --request again.req "$uuid"

# task: reset
hsmadmin reset
lab wait boot
