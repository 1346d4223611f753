# Does as the colleague did.
lab hold recovery
lab power cycle
lab wait boot
