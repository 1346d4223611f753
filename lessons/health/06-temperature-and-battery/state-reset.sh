# Resets the module to bring its clock back.
stattree PerModule 1 ModuleEnvStats
lab airflow normal
lab ambient 23
lab power off
lab battery strap
lab battery pull
lab battery lay
lab battery tweezers plastic
lab battery cell SOLOXC-REP-BATT
lab battery insert plus-up
lab battery fit
lab power on
lab wait boot
nopclearfail -M -m 1 -w
hsmadmin reset
