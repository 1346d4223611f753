# Three users, one key, one loss.

# task: guest-looks
su guest -c "hsmadmin status"

# task: guest-refused
su guest -c "vcmadmin list"

# task: operator-allowed
su operator -c "vcmadmin list"

# task: operator-refused
# swap ok: a refusal and a backup, in either order
su operator -c "hsmadmin info"

# task: backup
printf '%s\n' {{$word}} {{$word}} | hsmadmin keys backup --passphrase /root/{{$file}}

# task: lose-keys
rm -r /opt/nfast/services/client

# task: restore
echo {{$word}} | hsmadmin keys restore /root/{{$file}}

# task: hardserver
/opt/nfast/sbin/init.d-ncipher restart
