# Cuts the power before the battery is charged, loses the time again, and is patient afterwards.
date
ncdate -m 2
ncdate -m 1
lab explain
rtc -m 2
rtc -m 1 --set-clock
lab power off
lab wait 3d
lab power on
lab wait boot
rtc -m 1
rtc -m 1 --set-clock
lab wait 12h
lab power off
lab wait 2d
lab power on
lab wait boot
rtc -m 1
