# Looks at one VCM only, and applies the good licence before anything is refused by the bad one but a start.
vcmadmin stats --uuid "$(vcmadmin list --json | jq -r '.[] | select(.name == "archive") | .uuid')"
hsmadmin getenvstats --json
lab tenant-load archive disk 20MB
vcmadmin list
id=$(vcmadmin list --json | jq -r '.[] | select(.name == "archive") | .uuid')
vcmadmin start "$id"
vcmadmin delete --force "$id"
hsmadmin fet /root/licences/*-mt-2.txt
lab on tenant-e hsmadmin vcm create --request-file /root/anew.req
lab on tenant-e lab send /root/anew.req provider:/tmp/
vcmadmin create --request /tmp/anew.req cold-storage
new=$(vcmadmin list --json | jq -r '.[] | select(.name == "cold-storage") | .uuid')
vcmadmin start "$new"
hsmadmin fet /root/licences/*-mt-5.txt
vcmadmin start "$new"
