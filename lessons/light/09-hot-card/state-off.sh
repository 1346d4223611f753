# Somebody turned the host off, and left.
lab power off
