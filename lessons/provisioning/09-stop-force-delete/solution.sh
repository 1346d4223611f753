# payments is at work for tenant-a, ledger is inactive and was tenant-b's.

# task: refused
payments=$(vcmadmin list --json | jq -r '.[] | select(.name == "payments") | .uuid')
vcmadmin stop "$payments"

# task: agreed
lab on tenant-a nopclearfail -M -m 1 -w
vcmadmin stop "$payments"

# task: resumed
vcmadmin start "$payments"

# task: forced
vcmadmin stop --force "$payments"
vcmadmin start "$payments"

# task: repaired
# swap ok: looking up a UUID changes nothing
lab on tenant-a /opt/nfast/sbin/init.d-ncipher restart

# task: open-log
ledger=$(vcmadmin list --json | jq -r '.[] | select(.name == "ledger") | .uuid')
# swap ok: room may be made before one knows what for
vcmadmin delete "$ledger"

# task: finalised
vcmadmin stop "$(vcmadmin list --json | jq -r '.[] | select(.name == "test") | .uuid')"
vcmadmin start "$ledger"
lab on tenant-b nopclearfail -I -m 1 -w

# task: deleted
lab on tenant-b nopclearfail -M -m 1 -w
vcmadmin stop "$ledger"
vcmadmin delete "$ledger"
