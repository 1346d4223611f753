# Boots by the mains and tries whether a loss of power helps the other module; reads the lamps with --decode.
hsmadmin status
lab power cycle
lab wait 20s
lab led --decode --module {{$slot}}
lab wait boot
hsmadmin reset
hsmadmin status
echo "lamp does not change after a loss of power" > /root/ticket-{{$answer}}
lab power off
lab return --module {{$slot}}
lab power on
lab wait boot
hsmadmin info
