# The other tool, another order, a cell that is equivalent; the VCM stays in maintenance mode.
hsmadmin getenvstats
lab battery cells
nopclearfail -M -m 1 -w
lab airflow normal
lab ambient 23
lab wait 15m
lab battery strap
lab power off
lab battery pull
lab battery lay
lab battery cell cell-a
lab battery tweezers plastic
lab battery insert plus-up
lab battery fit
lab ambient 21
lab power on
lab wait boot
hsmadmin gettime
nopclearfail -M -m 1 -w
hsmadmin settime
lab wait boot
hsmadmin getenvstats
