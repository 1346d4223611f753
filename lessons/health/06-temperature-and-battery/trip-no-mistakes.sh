# Whatever tweezers lie there.
lab power off
lab battery strap
lab battery pull
lab battery lay
lab battery tweezers metal
