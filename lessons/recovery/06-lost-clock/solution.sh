# The battery is too low to carry the clock over a loss of power.

# task: see-refusal
hsmadmin keys roll

# task: new-cell
lab power off
lab battery new
lab power on
lab wait boot

# task: set-clock
hsmadmin settime
lab wait boot

# task: new-keys
hsmadmin keys roll

# task: proof
lab power cycle
lab wait boot
