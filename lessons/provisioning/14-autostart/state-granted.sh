# Grants autostart.
vcmadmin show
vcmadmin create --request plain.req --autostart {{$new}}
lab on tenant-e hsmadmin vcm create --request-file /root/again.req --name {{$new}} --autostart
lab on tenant-e lab send /root/again.req provider:/root/
vcmadmin create --request again.req --autostart {{$new}}
