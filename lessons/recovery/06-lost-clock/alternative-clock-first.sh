# Sets the time first and loses it again, then changes the cell by hand; restarts the hardserver by its script.
hsmadmin gettime
hsmadmin getenvstats
hsmadmin logs export
hsmadmin logs expire --seq 1
hsmadmin settime --adjust
hsmadmin settime
lab wait boot
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
date
hsmadmin settime
lab wait boot
hsmadmin keys roll
/opt/nfast/sbin/init.d-ncipher restart
lab power cycle
lab wait boot
hsmadmin gettime
