# Reboots the server, with nothing hidden.
lab on xenserver reboot
lab wait 30s
