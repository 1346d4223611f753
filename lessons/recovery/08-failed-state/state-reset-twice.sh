# Resets the module a second time.
enquiry -m 1
lab airflow normal
lab ambient 22
lab wait 20m
hsmadmin reset
lab wait boot
hsmadmin reset
