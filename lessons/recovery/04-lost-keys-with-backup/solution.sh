# One of two backups is older than the last change of keys.

# task: see-failure
# swap ok: the failure looks the same with the VCM out of service
hsmadmin info

# task: out-of-service
nopclearfail -M -m 1 -w

# task: restore
echo {{$phrase}} | hsmadmin keys restore /mnt/safe/{{$good}}

# task: roll
hsmadmin keys roll

# task: new-backup
# swap ok: the backup is of the key on the disk, whatever the hardserver has read
printf '{{$phrase}}\n{{$phrase}}\n' | hsmadmin keys backup --passphrase /mnt/safe/2026-06-15.key

# task: back-to-work
/opt/nfast/sbin/init.d-ncipher restart
nopclearfail -O -m 1
