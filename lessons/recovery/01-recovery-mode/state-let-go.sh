# Lets the button go before the module boots.
hsmadmin info
lab hold recovery
lab release recovery
