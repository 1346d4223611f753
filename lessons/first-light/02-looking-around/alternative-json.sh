# For those who like their answers as JSON, and the system log better than the init log.
hsmadmin --help
hsmadmin --version
hsmadmin status --json
hsmadmin info --json
hsmadmin getenvstats --json
esn=$(hsmadmin getenvstats --json | jq -r 'sort_by(.uptime)[0].esn')
hsmadmin logs get --esn "$esn" --log system
enquiry
hsmadmin reset --esn "$esn"
lab wait 5m
