# The logs stand above their safe level.

# task: see-refusal
# swap ok: exporting frees nothing yet, so the job is refused all the same
{{$job}}

# task: fetch-log
hsmadmin logs export --outdir /root
hsmadmin logs expire --seq 1

# task: do-job
# swap ok: the job and the ESN are independent
{{$job}}

# task: let-service-fetch
esn=$(hsmadmin status --json | jq -r '.[0].esn')
printf 'syntax-version=1\n[auditlog_settings]\nesn=%s\n' $esn > /opt/nfast/kmdata/config/config
nshieldauditd start
lab wait 5m
