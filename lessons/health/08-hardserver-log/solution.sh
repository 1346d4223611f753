# The hardserver ended, and its configuration file would stop it from starting.

# task: not-running
# swap ok: the log can be read before or after a client fails
enquiry

# task: last-words
# swap ok: the last words stay in the log, whatever is added below them
grep -E 'Serious|Fatal' /opt/nfast/log/logfile > /root/support-{{$end}}

# task: start-fails
/opt/nfast/sbin/init.d-ncipher start

# task: noise
mv /opt/nfast/kmdata/config/config /root/config.strange
# swap ok: the log can be read whether or not the server runs
/opt/nfast/sbin/init.d-ncipher start
touch /root/job-asks-for-{{$absent}}
