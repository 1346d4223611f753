# The keys of the provider's host are gone (see setup in lesson.md).

# task: see-failure
# swap ok: with the button held the command fails in the same way
hsmadmin info

# task: hold-button
# swap ok: the button counts when it is down within seconds of the reboot
lab hold recovery

# task: enter-recovery
lab power cycle
lab wait boot

# task: check-recovery
# swap ok: the button has done its work, so it may be let go before or after looking
lab release recovery
# swap ok: enrolling does not change the image, so status may be asked afterwards
hsmadmin status

# task: enroll-recovery
hsmadmin enroll

# task: leave-recovery
hsmadmin reset
lab wait boot

# task: enroll-primary
hsmadmin enroll

# task: restart-hardserver
/opt/nfast/sbin/init.d-ncipher restart

# task: verify
hsmadmin info
