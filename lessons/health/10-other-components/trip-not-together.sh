# Saves a reboot.
hsmadmin upgrade --esn "$(hsmadmin status --json | jq -r '.[0].esn')" --force /mnt/stick/nShield5s-14-1-1-both-vsn42.npkg
