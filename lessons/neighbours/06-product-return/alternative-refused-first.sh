# Opens the case too early, is sent back, and waits for the boots in between.
lab hosts
lab return --module {{$slot}}
lab power off
lab return --module {{$slot}}
lab power on
lab wait boot
hsmadmin factorystate --esn "$(hsmadmin status | sed -n 's/^esn *: //p' | sed -n '{{$slot}}p')"
lab wait boot
lab power off
lab return --module {{$slot}}
lab power on
lab wait boot
