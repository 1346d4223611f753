# Leaves the host without power for a month.
rtc -m 1
rtc -m 2
rtc -m 1 --set-clock
lab power off
lab wait 30d
lab power on
lab wait boot
