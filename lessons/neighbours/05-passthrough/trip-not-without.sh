# Starts the guest to see whether it works.
lab on xenserver xe vm-start uuid=$(lab on xenserver xe vm-list | sed -n 's/^uuid.*: //p')
