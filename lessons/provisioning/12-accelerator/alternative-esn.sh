# Names the module, asks the wrong subcommand first, and looks in between.
hsmadmin cs5 list
hsmadmin cs5 stats --esn "$(hsmadmin status --json | jq -r '.[0].esn')"
lab explain
hsmadmin select acceleration --show --json
hsmadmin select acceleration --set 7
hsmadmin select acceleration --set 2
nopclearfail -M -m 1
hsmadmin select acceleration --show
hsmadmin select acceleration --esn "$(hsmadmin status --json | jq -r '.[0].esn')" --set 2
hsmadmin reset
lab wait 3m
enquiry -m 1
nopclearfail -O -m 1 -w
