# The clocks are right, and the VCM was taken out of service once more.
hsmadmin gettime
date -s "-{{$hours}} hours"
nopclearfail -M -m 1 -w
hsmadmin settime
lab wait boot
hsmadmin settime --adjust
nopclearfail -M -m 1 -w
