# Makes room for the one who complains loudest.
lab power cycle
lab wait boot
vcmadmin delete "$(vcmadmin list --json | jq -r '.[] | select(.name == "archive") | .uuid')"
