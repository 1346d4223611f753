# The module in slot {{$slot}} is loaded again; the other one is Support's.

# task: told-apart
# swap ok: the notes can be written after the switch was moved
touch /root/again-{{$again}} /root/support-{{$support}}

# task: maintenance
lab switch M --module {{$slot}}
lab power cycle
lab wait boot

# task: loaded
loadrom -m {{$number}} {{$version}}

# task: operational
lab switch O --module {{$slot}}
lab press clear --module {{$slot}}
