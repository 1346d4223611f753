# The minute that one saves.
vcmadmin stop --force "$(vcmadmin list --json | jq -r '.[0].uuid')"
