# Takes the offer.
ledger=$(vcmadmin list --json | jq -r '.[] | select(.name == "ledger") | .uuid')
vcmadmin delete "$ledger"
vcmadmin delete --force "$ledger"
