# Forgets that no ESN means every ESN.
hsmadmin reset
