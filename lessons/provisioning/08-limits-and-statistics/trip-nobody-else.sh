# Four run and two are allowed, so two have to go.
hsmadmin fet /root/licences/*-mt-2.txt
vcmadmin stop --force "$(vcmadmin list --json | jq -r '.[0].uuid')"
