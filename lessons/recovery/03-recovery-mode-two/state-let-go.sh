# Lets the button go before the module boots.
lab hold recovery
lab release recovery
