# Makes an old request young.
date -s "-90 minutes"
hsmadmin settime
lab wait boot
