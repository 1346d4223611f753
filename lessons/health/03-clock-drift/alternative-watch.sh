# Looks at all clocks, takes the right time from tenant-a, leaves the reset to the power switch, and watches the drift.
hsmadmin gettime
date
lab on tenant-a date
date -s "$(lab on tenant-a date)"
hsmadmin settime --adjust
nopclearfail -M -m 1
hsmadmin --no-reset settime
nopclearfail -O -m 1
hsmadmin settime --adjust
lab wait 30d
hsmadmin gettime
