# Off and on in one go, and a slower look.
lab power cycle
lab wait 30s
lab wait 2m
lab led
hsmadmin status
hsmadmin reset
lab wait 20s
hsmadmin status
lab wait 3m
hsmadmin gettime
