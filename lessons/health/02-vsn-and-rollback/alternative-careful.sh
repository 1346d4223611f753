# Looks at everything first, asks for dry runs, and names the HSM.
esn=$(hsmadmin status --json | jq -r '.[0].esn')
hsmadmin status
cat /mnt/disc/firmware/release-notes.txt
hsmadmin npkginfo /mnt/disc/firmware/nShield5s/{{$package}}
hsmadmin upgrade --esn $esn --dry-run /mnt/disc/firmware/nShield5s/{{$package}}
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/{{$package}}
lab wait 5m
hsmadmin status
nopclearfail -M -m 1
hsmadmin upgrade --esn $esn --dry-run /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
lab wait 5m
hsmadmin setminvsn --esn $esn {{$floor}}
hsmadmin upgrade --esn $esn --dry-run /mnt/disc/firmware/nShield5s/{{$old}}
