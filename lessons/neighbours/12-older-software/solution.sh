# The old host takes what the new one gives, under numbers given by hand.

# task: refused
# swap ok: numbers are looked up in any order
attended=$(enquiry -m 1 | sed -n 's/^ serial number *//p')
unattended=$(lab on unattended enquiry -m 1 | sed -n 's/^ serial number *//p')
# swap ok: the number is missed before the export is
cfg-remoteslots --export --local-esn $attended --local-slot 0 --remote-ip 172.23.128.11 --remote-esn $unattended
lab on unattended cfg-remoteslots --import --local-esn $unattended --remote-ip 172.23.128.10 --remote-esn $attended --remote-slot 0

# task: by-hand
lab on unattended 'echo local_slotid=3 >> /opt/nfast/kmdata/config/config'
lab on unattended cfg-reread
# swap ok: the key needs the reader, not the dynamic slot
lab on unattended generatekey -m 1 -s 3 -c {{$set}} simple ident=first

# task: dynamic
cfg-remoteslots --export --local-esn $attended --local-slot 2 --remote-ip 172.23.128.11 --remote-esn $unattended
# swap ok: one file holds both, and is read as a whole
lab on unattended cfg-remoteslots --import --local-esn $unattended --local-slot 4 --remote-ip 172.23.128.10 --remote-esn $attended --remote-slot 2

# task: not-mapped
# drop ok: the exchange does nothing, which is the lesson
# swap ok: the exchange does nothing, which is the lesson
lab on unattended "printf '[slot_mapping]\nesn=$unattended\nslot=3\n' >> /opt/nfast/kmdata/config/config"
# drop ok: the exchange does nothing, which is the lesson
# swap ok: the exchange does nothing, which is the lesson
lab on unattended cfg-reread
# drop ok: the exchange does nothing, which is the lesson
# swap ok: the exchange does nothing, which is the lesson
lab on unattended nopclearfail --clear --all
# swap ok: without any card it waits in the same way
lab on unattended generatekey -m 1 -s 0 -c {{$set}} simple ident=second

# task: set-apart
lab card remove attended-2
lab card insert attended-2 $attended
lab on unattended generatekey -m 1 -s 3 -c {{$set}} simple ident=second
