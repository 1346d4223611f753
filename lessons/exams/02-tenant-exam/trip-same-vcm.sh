# Has the VCM made anew, since that is what one does.
vcmadmin stop "$(vcmadmin list --json | jq -r '.[0].uuid')"
vcmadmin delete --force "$(vcmadmin list --json | jq -r '.[0].uuid')"
lab on tenant-a hsmadmin vcm create --request-file /root/new.req --name {{$team}}
lab on tenant-a lab send /root/new.req provider:/root/
vcmadmin create --request /root/new.req second
