# The hardserver runs, and somebody has put the VCM into maintenance mode.
enquiry
grep -E 'Serious|Fatal' /opt/nfast/log/logfile > /root/support-{{$end}}
/opt/nfast/sbin/init.d-ncipher start
mv /opt/nfast/kmdata/config/config /root/config.strange
/opt/nfast/sbin/init.d-ncipher start
nopclearfail -M -m 1 -w
