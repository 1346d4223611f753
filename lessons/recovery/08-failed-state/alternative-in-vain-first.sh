# Resets too early, then uses the power switch, and nopclearfail for the tenant.
lab led --decode
hsmadmin status
hsmadmin reset
lab wait boot
lab ambient 20
lab airflow normal
lab wait 30m
lab power cycle
lab wait boot
enquiry -m 1
nopclearfail -r -m 1
enquiry -m 1
