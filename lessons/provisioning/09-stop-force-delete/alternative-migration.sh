# Looks at the whole list first, makes room by stopping another idle VCM, and lets tenant-a restart in between.
vcmadmin list
id() { vcmadmin list --json | jq -r ".[] | select(.name == \"$1\") | .uuid"; }
vcmadmin stop "$(id payments)"
lab on tenant-a nopclearfail -M -m 1
vcmadmin stop "$(id payments)"
vcmadmin start "$(id payments)"
vcmadmin stop --force "$(id payments)"
vcmadmin start "$(id payments)"
lab on tenant-a /opt/nfast/sbin/init.d-ncipher stop
lab on tenant-a /opt/nfast/sbin/init.d-ncipher start
vcmadmin delete "$(id ledger)"
vcmadmin stop "$(id migration2)"
vcmadmin start "$(id ledger)"
lab on tenant-b nopclearfail -I -m 1
lab on tenant-b nopclearfail -M -m 1
vcmadmin stop "$(id ledger)"
vcmadmin delete "$(id ledger)"
