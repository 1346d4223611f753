# Module 1 is the Solo+, module 2 the Solo XC.

# task: bad-token
rtc -m 1

# task: compare
rtc -m 2

# task: set
# swap ok: the battery charges whether or not the clock is set
rtc -m 1 --set-clock

# task: weekend
lab wait 10h
lab power off
lab wait 2d
lab power on
lab wait boot
