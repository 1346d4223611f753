# Reinstalls, and begins with the uninstaller.
/opt/nfast/sbin/uninstall
