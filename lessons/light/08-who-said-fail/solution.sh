# Module 1 of the hardserver is the Solo+ in slot 2, module 2 the Solo XC in slot 3.

# task: support
# swap ok: the note may be written while somebody asks for the time
touch /root/support-{{$code}}

# task: serves-nobody
rtc -m 2

# task: restarted
nopclearfail --clear -m 2

# task: failed
nopclearfail --fail -m 2

# task: both-up
lab power cycle
lab wait boot
