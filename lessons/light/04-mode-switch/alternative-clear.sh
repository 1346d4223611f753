# Tries all letters, uses the switch, and comes back with the Clear button.
nopclearfail -I -m 1
nopclearfail -M -m 1
lab explain
lab switch O
nopclearfail -c -m 1
enquiry -m 1
lab power off
lab jumper remote off
lab power on
lab wait boot
nopclearfail -M -m 1
lab press clear
