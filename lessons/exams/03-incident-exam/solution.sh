# One module shows a code that a loss of power ends, or does not; the other one has lost its clock.

# task: code
touch /root/code-{{$code}}

# task: tried
lab power cycle
lab wait boot

# task: note
# swap ok: the note and the clock are independent of each other
touch /root/module-{{$fate}}
hsmadmin settime --esn "$(hsmadmin gettime 2>/dev/null | grep -B1 2000-01-01 | sed -n 's/^esn *: //p')"
# part swap ok: the module that is ill can go before the other one has started, or after
lab wait boot && if [ {{$fate}} = goes ]; then lab power off; lab return --module {{$ill}}; lab power on; lab wait boot; fi
