# Pulls the tray out of the unit as it stands.
lab fan out --unit nethsm
