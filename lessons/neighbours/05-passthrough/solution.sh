# On the administrator's desk; the guest has been made, and is off.

# task: hide
lab on xenserver "sed -i '/vmlinuz root/s|\$| pciback.hide=(02:00.0)|' /boot/extlinux.conf"
# swap ok: reboot returns before the server goes down, and the boot loader is written in that moment
lab on xenserver extlinux -I /boot
lab on xenserver reboot
# swap ok: the toolstack keeps the assignment over a reboot
lab wait 5m

# task: assign
lab on xenserver xe vm-param-set other-config:pci=0/0000:02:00.0 uuid=$(lab on xenserver xe vm-list | sed -n 's/^uuid.*: //p')

# task: start
lab on xenserver xe vm-start uuid=$(lab on xenserver xe vm-list | sed -n 's/^uuid.*: //p')
lab wait 2m

# task: prove
lab on guest enquiry
