# The host has the right time, the module is behind it.

# task: compare
hsmadmin gettime

# task: set
hsmadmin settime
# swap ok: the clock of the host may be set while the module boots
lab wait boot

# task: no-way-back
date -s "-{{$back}}"
hsmadmin settime

# task: again
date -s "+{{$back}}"
hsmadmin settime

# task: adjust
lab wait boot
hsmadmin settime --adjust
