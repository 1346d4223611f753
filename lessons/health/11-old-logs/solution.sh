# Unsigned logs first, then the upgrade, then the signed ones.

# task: unsigned
# swap ok: the ESN can be asked for first
hsmadmin logs export

# task: fetch
esn=$(hsmadmin status --json | jq -r '.[0].esn')
# swap ok: two logs, in either order
hsmadmin logs get --esn $esn --log system --out before-system.log
# swap ok: logs are read in any mode
hsmadmin logs get --esn $esn --log init --out before-init.log

# task: clear
nopclearfail -M -m 1 -w
# swap ok: two logs, in either order
hsmadmin logs clear --log system
hsmadmin logs clear --log init

# task: upgrade
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
lab wait boot

# task: left-over
hsmadmin logs export --saved --outdir /root
hsmadmin logs expire --seq 1

# task: no-certificate
hsmadmin logs getkey

# task: certified
hsmadmin factorystate --esn $esn
lab wait boot
hsmadmin enroll
hsmadmin logs getkey --out log.key
