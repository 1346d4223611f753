# No VCM is on the module, so older firmware costs nothing but time.

# task: go-back
esn=$(hsmadmin status --json | jq -r '.[0].esn')
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/{{$package}}
lab wait boot

# task: go-forward
nopclearfail -M -m 1 -w
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
lab wait boot

# task: close-door
hsmadmin setminvsn {{$floor}}

# task: try-door
hsmadmin upgrade --esn $esn --force /mnt/disc/firmware/nShield5s/{{$old}}
