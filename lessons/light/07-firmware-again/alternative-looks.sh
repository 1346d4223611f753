# With the looks, and with what does not work.

# task: told-apart
enquiry
lab led --decode --module 2
lab led --decode --module 3
touch /root/again-{{$again}} /root/support-{{$support}}

# task: maintenance
loadrom -m {{$number}} {{$version}}
nopclearfail -M -m {{$number}}
lab switch M --module {{$slot}}
lab press clear --module {{$slot}}
lab power off
lab wait 1m
lab power on
lab wait boot
enquiry

# task: loaded
loadrom -m {{$number}} {{$version}}

# task: operational
lab switch O --module {{$slot}}
lab press clear --module {{$slot}}
enquiry
