# The host was turned off at night, with the switch at M.
touch /root/again-{{$again}} /root/support-{{$support}}
lab switch M --module {{$slot}}
lab power off
