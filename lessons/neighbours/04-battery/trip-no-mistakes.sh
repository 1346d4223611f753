# Takes the tweezers that were at hand.
lab battery strap
lab power off
lab battery pull
lab battery lay
lab battery tweezers metal
