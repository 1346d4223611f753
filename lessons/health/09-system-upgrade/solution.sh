# Old software and old firmware; the software goes first.

# task: versions
# swap ok: two questions, in either order
hsmadmin --version
# swap ok: looking changes nothing
hsmadmin status

# task: save-data
# swap ok: data and key are independent of each other
cp -a /opt/nfast/kmdata /opt/nfast/hardserver.d /root

# task: save-keys
hsmadmin keys backup --local /root/sshadmin.backup

# task: maintenance
nopclearfail -M -m 1 -w

# task: install
/opt/nfast/sbin/uninstall
/mnt/secworld-14.1.1/unpack
/opt/nfast/sbin/install

# task: copy-back
# swap ok: data and key are independent of each other
cp -a /root/kmdata /root/hardserver.d /opt/nfast

# task: restore-keys
hsmadmin keys restore /root/sshadmin.backup
# swap ok: the hardserver may read its key after the module was programmed
/opt/nfast/sbin/init.d-ncipher restart

# task: firmware
hsmadmin upgrade --esn "$(hsmadmin status --json | jq -r '.[0].esn')" /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
lab wait boot
