# Has seen it dark, and takes that back: the light will not turn green by itself.
lab power off
lab undo
