# One of the two modules works, the other does not; which one differs from seed to seed.

# task: see-green
well=$(hsmadmin status 2>/dev/null | sed -n 's/^esn *: //p')
hsmadmin reset --esn "$well"

# task: see-blue
lab wait boot

# task: see-flicker
# swap ok: the light of the other module is what it is, whenever somebody looks
hsmadmin info --esn "$well"

# task: write-ticket
touch /root/ticket-{{$answer}}

# task: take-out
lab power off
lab return --module {{$slot}}

# task: back-to-work
lab power on
lab wait boot
