# The licence is for two; payments, ledger and signing have autostart.

# task: who
vcmadmin show

# task: not-asked
# swap ok: the tenant may write the new request before the old one is refused
vcmadmin create --request plain.req --autostart {{$new}}

# task: asked
lab on tenant-e hsmadmin vcm create --request-file /root/again.req --name {{$new}} --autostart
lab on tenant-e lab send /root/again.req provider:/root/

# task: left-off
# swap ok: the note may be written before the VCM exists
vcmadmin create --request again.req {{$new}}
echo 'Your VCM exists, without autostart for now.' > note.txt
lab send note.txt tenant-e:/root/

# task: cut
lab power cycle
lab wait boot

# task: read-log
# swap ok: the log says the same when the licence is applied
hsmadmin logs get --esn "$(hsmadmin status --json | jq -r '.[0].esn')" --log system

# task: all-back
hsmadmin fet /root/licences/*-mt-5.txt
vcmadmin start "$(vcmadmin list --json | jq -r '.[] | select(.name == "signing") | .uuid')"
