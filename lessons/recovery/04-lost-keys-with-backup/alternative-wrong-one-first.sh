# Tries things in the order in which they come to mind.
hsmadmin enroll
ls -l /mnt/safe
echo {{$phrase}} | hsmadmin keys restore /mnt/safe/{{$bad}}
nopclearfail -M -m 1 -w
echo {{$phrase}} | hsmadmin keys restore /mnt/safe/{{$bad}}
echo {{$phrase}} | hsmadmin keys restore /mnt/safe/{{$good}}
hsmadmin keys roll
hsmadmin keys backup --local /root/local.key
/opt/nfast/sbin/init.d-ncipher restart
nopclearfail -O -m 1 -w
hsmadmin info
