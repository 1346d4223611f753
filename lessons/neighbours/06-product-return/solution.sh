# The module in one of the slots leaves, the other one stays.

# task: erase
hsmadmin factorystate --esn "$(hsmadmin status | sed -n 's/^esn *: //p' | sed -n '{{$slot}}p')"

# task: send-off
lab power off
lab return --module {{$slot}}

# task: remaining
lab power on
lab wait boot
