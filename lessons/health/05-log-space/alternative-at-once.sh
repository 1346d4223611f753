# Exports and expires in one command.
{{$job}}
hsmadmin logs export --expire --outdir /root
{{$job}}
printf 'syntax-version=1\n[auditlog_settings]\nesn=%s\n' "$(hsmadmin status --json | jq -r '.[0].esn')" > /opt/nfast/kmdata/config/config
nshieldauditd start
lab wait 5m
nshieldauditd status
