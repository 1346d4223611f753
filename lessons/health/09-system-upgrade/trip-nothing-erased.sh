# Uninstalls without a backup, and takes the only way back that is left.
/opt/nfast/sbin/uninstall
lab hold recovery
lab power cycle
lab wait boot
