# Makes trading fast by making it lonely.
vcmadmin stop "$(vcmadmin list --json | jq -r '.[0].uuid')"
