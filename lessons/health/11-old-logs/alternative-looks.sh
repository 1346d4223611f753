# Tries to clear too early, and a plain export at the seam.
hsmadmin logs export --json
hsmadmin logs get --esn "$(hsmadmin status --json | jq -r '.[0].esn')" --log init --out /root/before-init.log
hsmadmin logs get --esn "$(hsmadmin status --json | jq -r '.[0].esn')" --log system --out /root/before-system.log
hsmadmin logs clear --log system
nopclearfail -M -m 1
hsmadmin logs clear --log init
hsmadmin logs clear --log system
hsmadmin upgrade --esn "$(hsmadmin status --json | jq -r '.[0].esn')" /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
lab wait boot
hsmadmin logs clear --log system
hsmadmin logs export --outdir /root
hsmadmin logs export --saved --expire --outdir /root
hsmadmin logs getkey --out old.key
hsmadmin factorystate --all
lab wait boot
hsmadmin enroll
hsmadmin logs getkey --out /root/log.key
