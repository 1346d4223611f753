# The time service does what date -s would, and a second clock check comes in between.
date
hsmadmin gettime --json
hsmadmin settime --esn "$(hsmadmin status --json | jq -r '.[0].esn')"
lab wait 4m
lab clock provider -3h
hsmadmin settime
lab clock provider +3h
hsmadmin gettime
hsmadmin settime
lab wait 2m
hsmadmin settime --adjust
