# Something that was at hand.
lab switch M --module {{$slot}}
lab power cycle
lab wait boot
loadrom -m {{$number}} 12.50.11
