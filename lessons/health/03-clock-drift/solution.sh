# The host is hours ahead, the module minutes slow; tenant-a is right.

# task: compare
# swap ok: comparing the clocks after the host's is mended shows the same of the module
hsmadmin gettime

# task: set-time
# swap ok: the host's clock does not touch the mode of the VCM
date -s "-{{$hours}} hours"
nopclearfail -M -m 1 -w
hsmadmin settime
lab wait boot

# task: adjust
hsmadmin settime --adjust
