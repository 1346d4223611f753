# Looks for the fans behind the lid.
lab lid open --unit nethsm
