# The guests are waiting.
vcmadmin stop --force "$(vcmadmin list --json | jq -r '.[0].uuid')"
