# Resets first and asks later.
hsmadmin reset
lab wait boot
