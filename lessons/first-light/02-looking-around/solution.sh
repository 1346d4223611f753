# Looks at both modules, then acts on the one with the short uptime.

# task: both
hsmadmin status

# task: origins
hsmadmin info

# task: rebooted
esn=$(hsmadmin getenvstats --json | jq -r 'min_by(.uptime).esn')

# task: read-log
hsmadmin logs get --log init --esn "$esn"

# task: hardserver
# swap ok: the hardserver knows neither module, whether it boots or not
enquiry

# task: reset-one
hsmadmin reset --esn "$esn"
lab wait boot
