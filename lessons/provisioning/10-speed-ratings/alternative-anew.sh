# Makes trading anew with the right rating, since nothing is in it yet; the tenant has asked for the change all the same.
vcmadmin create --request trading.req --features HSMSpeed2 trading
vcmadmin create --request trading.req --features HSMSpeed1 trading
vcmadmin show
id() { vcmadmin list --json | jq -r '.[] | select(.name == "trading") | .uuid'; }
vcmadmin start "$(id)"
hsmadmin fet /root/licences/*-HSMSpeed2.txt
lab on tenant-b hsmadmin vcm setproperties --features 8000 --request-file /root/f.req --uuid "$(id)"
lab on tenant-b lab send /root/f.req provider:/root/
vcmadmin stop "$(id)"
vcmadmin delete "$(id)"
vcmadmin create --request trading.req --features "HSMSpeed2|StandardKM" trading
vcmadmin start "$(id)"
