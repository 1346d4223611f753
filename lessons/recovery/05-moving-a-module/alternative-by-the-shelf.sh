# The VCM rests first; the card spends a week on the shelf; source is told that it has no module any more.
nopclearfail -M -m 1 -w
lab on destination "printf '{{$phrase}}\n{{$phrase}}\n' | hsmadmin keys backup -p /root/destination.key"
lab on destination lab send /root/destination.key source:/tmp/d.key
echo {{$phrase}} | hsmadmin keys migrate --privkeyfile /tmp/d.key
esn=$(lab state -r '.hosts.source.slots[0]')
lab power off source
lab move $esn shelf
lab wait 7d
lab power off destination
lab move $esn destination
lab power on destination
lab power on source
lab hosts
lab wait boot
hsmadmin enroll
lab on destination hsmadmin status
lab on destination hsmadmin enroll
