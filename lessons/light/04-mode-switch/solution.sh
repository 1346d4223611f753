# The remote mode override jumper is on, and the switch stands at M.

# task: see-refusal
# swap ok: the keyboard is refused wherever the switch stands
nopclearfail -O -m 1

# task: switch-first
lab switch O
lab press clear

# task: jumper-off
lab power off
lab jumper remote off

# task: from-the-host
lab power on
lab wait boot
nopclearfail -M -m 1

# task: operational
nopclearfail -O -m 1
