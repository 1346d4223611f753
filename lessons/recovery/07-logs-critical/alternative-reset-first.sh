# Looks at the light, resets in vain, takes the log in two steps, and uses the power switch, which restarts the hardserver too.
lab led --decode
enquiry
hsmadmin info
hsmadmin reset
lab wait boot
mkdir logs
hsmadmin logs export --outdir logs
hsmadmin logs expire --seq 1
lab power cycle
lab wait boot
enquiry -m 1
