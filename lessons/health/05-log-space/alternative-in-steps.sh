# Another refused command will do to see it; export and expiry one at a time; the service looked at.
esn=$(hsmadmin status --json | jq -r '.[0].esn')
hsmadmin factorystate --esn $esn
hsmadmin logs export > old.log
hsmadmin logs expire --seq 1
{{$job}}
printf 'syntax-version=1\n[auditlog_settings]\nesn=%s\n' $esn > /opt/nfast/kmdata/config/config
nshieldauditd start
lab wait 25h
nshieldauditd status
