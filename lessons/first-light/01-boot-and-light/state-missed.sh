# Has seen green, and takes the whole start back.
lab power off
lab power on
lab undo 2
