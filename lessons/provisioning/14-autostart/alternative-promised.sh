# Grants autostart, thinks better of it, and makes the VCM anew; a reset does what a power cut does.
vcmadmin list --json
vcmadmin create --request plain.req --autostart {{$new}}
lab explain
lab on tenant-e hsmadmin vcm create --request-file /tmp/f.req --autostart --name {{$new}}
lab on tenant-e lab send /tmp/f.req provider:/tmp/
vcmadmin create --request /tmp/f.req --autostart {{$new}}
vcmadmin delete "$(vcmadmin list --json | jq -r '.[] | select(.name == "{{$new}}") | .uuid')"
vcmadmin create --request /tmp/f.req {{$new}}
echo sorry > /tmp/note
lab send /tmp/note tenant-e:/root/note
hsmadmin reset
lab wait boot
vcmadmin list
hsmadmin fet /root/licences/*-mt-5.txt
hsmadmin logs get --log system --esn "$(hsmadmin status --json | jq -r '.[0].esn')"
vcmadmin start "$(vcmadmin list --json | jq -r '.[] | select(.name == "signing") | .uuid')"
