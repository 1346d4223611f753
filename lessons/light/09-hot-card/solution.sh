# First one half of the action, then both.

# task: again
lab power off
# swap ok: the first minute of air does not cool it
lab power on

# task: air
# swap ok: room and wind, in any order
lab airflow normal
# swap ok: the door can be closed when the host is off
lab ambient 22

# task: restarted
# swap ok: it cools while it is on, too
lab power off
lab wait 8m
lab power on
lab wait boot

# task: measured
stattree PerModule 1 ModuleEnvStats CurrentTempC
