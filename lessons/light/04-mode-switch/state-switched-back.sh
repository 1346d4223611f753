# Turns the switch back to M after the jumper is off.
nopclearfail -O -m 1
lab switch O
lab press clear
lab power off
lab jumper remote off
lab power on
lab wait boot
lab switch M
