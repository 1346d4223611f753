# payroll has the reader, pensions wants it.

# task: taken
# swap ok: payroll may write before pensions is refused
vcmadmin create --request pensions.req --serial-cardreader pensions

# task: give-back
lab on tenant-a hsmadmin vcm setproperties --no-serial-cardreader --request-file /root/give.req
# swap ok: the tenant may make way before the request arrives
lab on tenant-a lab send /root/give.req provider:/root/

# task: returned
# swap ok: looking up a UUID changes nothing
lab on tenant-a nopclearfail -M -m 1 -w
payroll=$(vcmadmin list --json | jq -r '.[] | select(.name == "payroll") | .uuid')
vcmadmin stop "$payroll"
vcmadmin properties set --request give.req "$payroll" serial_cardreader false

# task: lent
# swap ok: what payroll has given back it does not need to start
vcmadmin create --request pensions.req --serial-cardreader pensions

# task: payroll-back
vcmadmin start "$payroll"
