# Begins with the half that sounds more important.
nopclearfail -M -m 1 -w
hsmadmin upgrade --esn "$(hsmadmin status --json | jq -r '.[0].esn')" /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
lab wait boot
