# Believes the sentence about --force.
esn=$(hsmadmin status --json | jq -r '.[0].esn')
nopclearfail -M -m 1 -w
hsmadmin upgrade --esn $esn --force /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
