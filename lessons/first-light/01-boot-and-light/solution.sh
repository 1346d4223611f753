# The provider's host, from the power cut to a module at work.

# task: lights-out
lab power off

# task: green
# swap ok: waiting in the dark misses this green and this cyan; the boot after the reset shows them too
lab power on

# task: cyan
# drop ok: the boot after the reset shows cyan too
# swap ok: the boot after the reset shows cyan too
lab wait 15s

# task: blue
lab wait boot

# task: ask
hsmadmin status

# task: too-early
hsmadmin reset
hsmadmin status

# task: flicker
lab wait boot
hsmadmin info
