# The module is in an error state because it is too hot.

# task: read-code
# swap ok: the failed module can be looked at while it cools
enquiry -m 1

# task: mend-cause
# swap ok: fans and cooling are independent of each other
lab airflow normal
# swap ok: fans that blow cool the module enough, even with the air of that room
lab ambient 22

# task: clear
lab wait 20m
hsmadmin reset
# swap ok: a hardserver that starts during the boot connects when the VCM is there
lab wait boot

# task: tenant-back
/opt/nfast/sbin/init.d-ncipher restart
