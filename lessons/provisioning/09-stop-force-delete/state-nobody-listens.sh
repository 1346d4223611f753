# Starts the VCM while the tenant's hardserver does not run.
payments=$(vcmadmin list --json | jq -r '.[] | select(.name == "payments") | .uuid')
vcmadmin stop "$payments"
lab on tenant-a nopclearfail -M -m 1 -w
vcmadmin stop "$payments"
lab on tenant-a /opt/nfast/sbin/init.d-ncipher stop
vcmadmin start "$payments"
