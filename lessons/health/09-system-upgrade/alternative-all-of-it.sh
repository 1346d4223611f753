# Saves everything, the keys with a passphrase as well, gets the permissions wrong once, and tries a dry run.
cat /mnt/disc/firmware/release-notes.txt
hsmadmin status
hsmadmin -v
mkdir /root/saved
cp -a /opt/nfast/kmdata /opt/nfast/hardserver.d /opt/nfast/services /root/saved
printf 'one\none\n' | hsmadmin keys backup --passphrase /root/portable.backup
nopclearfail -M -m 1
/opt/nfast/sbin/uninstall
/mnt/secworld-14.1.1/unpack
/opt/nfast/sbin/install
cp -r /root/saved/kmdata /opt/nfast
chmod 640 /opt/nfast/kmdata/local/key_simple_{{$key}}
chown root:nfast /opt/nfast/kmdata/local/key_simple_{{$key}}
echo one | hsmadmin keys restore /root/portable.backup
/opt/nfast/sbin/init.d-ncipher stop
/opt/nfast/sbin/init.d-ncipher start
enquiry -m 1
esn=$(hsmadmin status --json | jq -r '.[0].esn')
hsmadmin upgrade --esn $esn --dry-run /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
lab wait boot
