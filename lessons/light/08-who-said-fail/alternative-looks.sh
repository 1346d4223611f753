# With the looks; and the Clear button instead of a command.

# task: support
enquiry
lab led --decode --module 2
touch /root/support-{{$code}}

# task: serves-nobody
rtc -m 2

# task: restarted
lab press clear --module 3
rtc -m 2

# task: failed
nopclearfail --fail -m 2
lab led --decode --module 3

# task: both-up
nopclearfail --clear -m 2
lab press clear --module 3
lab power off
lab power on
lab wait boot
enquiry
