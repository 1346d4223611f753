# A hot room, fans behind cardboard, and a battery that runs low.

# task: read-sensors
# swap ok: the sensors can be read before or after somebody frees the fans
stattree PerModule 1 ModuleEnvStats

# task: cool-down
# swap ok: air and room are independent of each other
lab airflow normal
# swap ok: the room does not mind whether the host is on
lab ambient 23

# task: new-cell
# swap ok: the strap may be on before the power is off
lab power off
lab battery strap
lab battery pull
lab battery lay
# swap ok: the new cell may be at hand before the old one is out
lab battery tweezers plastic
lab battery cell SOLOXC-REP-BATT
lab battery insert plus-up
lab battery fit
lab power on
lab wait boot

# task: clock-again
nopclearfail -M -m 1 -w
hsmadmin settime
lab wait boot

# task: read-again
stattree PerModule 1 ModuleEnvStats
