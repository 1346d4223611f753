# By recovery mode.
lab hold recovery
lab power cycle
lab wait boot
