# Leaves the host switched off.
vcmadmin show
vcmadmin create --request plain.req --autostart {{$new}}
lab on tenant-e hsmadmin vcm create --request-file /root/again.req --name {{$new}} --autostart
lab on tenant-e lab send /root/again.req provider:/root/
vcmadmin create --request again.req {{$new}}
echo later > note.txt
lab send note.txt tenant-e:/root/
lab power off
