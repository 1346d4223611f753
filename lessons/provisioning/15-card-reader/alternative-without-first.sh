# Creates pensions without the reader first, and makes it anew.
hsmadmin vcm inspect-request pensions.req
vcmadmin create --request pensions.req --serial-cardreader pensions
lab explain
vcmadmin create --request pensions.req pensions
vcmadmin show
id() { vcmadmin list --json | jq -r ".[] | select(.name == \"$1\") | .uuid"; }
lab on tenant-a hsmadmin vcm setproperties --no-serial-cardreader --request-validity 3600 --request-file /tmp/g.req
lab on tenant-a lab send /tmp/g.req provider:/tmp/
lab on tenant-a nopclearfail -M -m 1
vcmadmin stop "$(id payroll)"
vcmadmin properties set --request /tmp/g.req "$(id payroll)" serial_cardreader true
vcmadmin properties set --request /tmp/g.req "$(id payroll)" serial-cardreader False
vcmadmin start "$(id payroll)"
vcmadmin delete "$(id pensions)"
vcmadmin create --request pensions.req --serial-cardreader pensions
