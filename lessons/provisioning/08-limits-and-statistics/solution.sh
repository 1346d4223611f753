# archive grows beyond its limit, then the licence is too small.

# task: stats
vcmadmin stats

# task: whole
# swap ok: the memory of the module may be read before or after
hsmadmin getenvstats

# task: overflow
# swap ok: the UUID may be looked up first
lab tenant-load archive disk 17MB

# task: no-return
uuid=$(vcmadmin list --json | jq -r '.[] | select(.name == "archive") | .uuid')
vcmadmin start "$uuid"

# task: delete
# swap ok: the licence is no matter for deleting
vcmadmin delete "$uuid"

# task: smaller-licence
# swap ok: the tenant may write the request in the meantime
hsmadmin fet /root/licences/*-mt-2.txt

# task: too-many
lab on tenant-e hsmadmin vcm create --request-file /root/anew.req --name archive-2
lab on tenant-e lab send /root/anew.req provider:/root/
vcmadmin create --request anew.req archive-2
fifth=$(vcmadmin list --json | jq -r '.[] | select(.state == "inactive") | .uuid')
vcmadmin start "$fifth"
hsmadmin fet /root/licences/*-mt-5.txt
vcmadmin start "$fifth"
