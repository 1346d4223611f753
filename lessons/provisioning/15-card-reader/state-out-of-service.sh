# Everything is done, and the tenant takes the VCM out of service once more.
vcmadmin create --request pensions.req --serial-cardreader pensions
lab on tenant-a hsmadmin vcm setproperties --no-serial-cardreader --request-file /root/give.req
lab on tenant-a lab send /root/give.req provider:/root/
lab on tenant-a nopclearfail -M -m 1 -w
payroll=$(vcmadmin list --json | jq -r '.[] | select(.name == "payroll") | .uuid')
vcmadmin stop "$payroll"
vcmadmin properties set --request give.req "$payroll" serial_cardreader false
vcmadmin create --request pensions.req --serial-cardreader pensions
vcmadmin start "$payroll"
lab on tenant-a nopclearfail -M -m 1 -w
