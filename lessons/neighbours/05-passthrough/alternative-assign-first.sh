# The newer spelling of the option, the wrong word for the UUID first, and the device given before the reboot.
uuid=$(lab on xenserver xe vm-list | sed -n 's/^uuid.*: //p')
lab on xenserver lspci
lab on xenserver xe vm-param-set other-config:pci=0/0000:02:00.0 uuid: "$uuid"
lab on xenserver xe vm-param-set other-config:pci=0/0000:02:00.0 uuid="$uuid"
lab on xenserver "sed -i '/vmlinuz root/s|\$| xen-pciback.hide=(02:00.0)|' /boot/extlinux.conf"
lab on xenserver extlinux -I /boot
lab on xenserver reboot
lab wait 5m
lab on xenserver xe vm-start uuid="$uuid"
lab wait 2m
lab on guest enquiry
