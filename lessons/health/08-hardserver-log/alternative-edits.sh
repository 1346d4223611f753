# Mends the number instead of moving the file, restarts with a quieter log, corrects a note.
enquiry -m 1
tail -n 20 /opt/nfast/log/logfile
touch /root/support-nobody
rm /root/support-nobody
touch /root/support-{{$end}}
/opt/nfast/sbin/init.d-ncipher restart
grep Detected /opt/nfast/log/logfile
sed -i 's/=12/=1/' /opt/nfast/kmdata/config/config
NFAST_SERVERLOGLEVEL=client /opt/nfast/sbin/init.d-ncipher restart
enquiry -m 1
touch /root/job-asks-for-2
mv /root/job-asks-for-2 /root/job-asks-for-{{$absent}}
