# The order of guide 4.21.2, then the clock.

# task: pull
# swap ok: strap and power come in either order, as long as both come before the module is touched
lab power off
lab battery strap
lab battery pull
lab battery lay

# task: old-out
# swap ok: the new cell may be in one's hand already while the old one is lifted out
lab battery tweezers plastic

# task: new-in
lab battery cell SOLOXC-REP-BATT
lab battery insert plus-up

# task: boot
lab battery fit
lab power on
lab wait boot

# task: clock
hsmadmin settime
lab wait boot
