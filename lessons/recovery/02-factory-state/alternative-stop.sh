# Looks around first, stops the VCM as well, tidies up the host before anything is erased.
vcmadmin list
enquiry
esn=$(hsmadmin status --json | jq -r '.[0].esn')
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
hsmadmin factorystate --esn $esn
nopclearfail -M -m 1
vcmadmin stop $uuid
hsmadmin vcm unenroll $uuid
hsmadmin factorystate --all
lab wait boot
hsmadmin status
hsmadmin enroll
hsmadmin fet /root/licences/$esn-mt-5.txt
hsmadmin info
