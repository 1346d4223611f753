# Reads the log, resets both, corrects a note, and ends its own error state from the keyboard.
hsmadmin status
enquiry
grep hardware /opt/nfast/log/logfile
lab led --decode --module 1
lab led --decode --module 2
touch /root/status-1-{{$driver}}
rm /root/status-1-{{$driver}}
echo 09:31 > /root/status-1-{{$runtime}}
echo 09:31 > /root/status-2-{{$driver}}
touch /root/support-{{$runtime}}
hsmadmin reset
lab wait boot
enquiry -m 1
mv /root/support-{{$runtime}} /root/support-{{$driver}}
nopclearfail --fail -m 1
enquiry -m 1
nopclearfail -r -m 1
nopclearfail -c -m 1
enquiry -m 1
