# On source, which is the host of the first module.

# task: copy-key
lab on destination "printf '{{$phrase}}\n{{$phrase}}\n' | hsmadmin keys backup --passphrase /root/destination.key"

# task: bring-key
# swap ok: the VCM may rest before the key has arrived
lab on destination lab send /root/destination.key source:/root/

# task: migrate
nopclearfail -M -m 1 -w
echo {{$phrase}} | hsmadmin keys migrate --privkeyfile /root/destination.key

# task: move
# swap ok: either machine may be switched off first
lab power off source
lab power off destination
lab move $(lab state -r '.hosts.source.slots[0]') destination
# swap ok: either machine may be switched on first
lab power on destination
lab power on source
lab wait boot

# task: refresh-source
# swap ok: the two machines know nothing of each other's lists
hsmadmin enroll

# task: enroll
lab on destination hsmadmin enroll
