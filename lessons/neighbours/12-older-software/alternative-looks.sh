# With all the looks that the text takes.

# task: refused
enquiry -m 0
lab on unattended enquiry -m 0
attended=$(enquiry -m 1 | sed -n 's/^ serial number *//p')
unattended=$(lab on unattended enquiry -m 1 | sed -n 's/^ serial number *//p')
cfg-remoteslots --export --local-esn $attended --local-slot 0 --remote-ip 172.23.128.11 --remote-esn $unattended
lab on unattended cfg-remoteslots --import --local-esn $unattended --remote-ip 172.23.128.10 --remote-esn $attended --remote-slot 0

# task: by-hand
lab on unattended 'echo local_slotid=3 >> /opt/nfast/kmdata/config/config'
lab on unattended cfg-reread
lab on unattended slotinfo -m 1
lab on unattended generatekey -m 1 -s 3 -c {{$set}} simple ident=first

# task: dynamic
cfg-remoteslots --export --local-esn $attended --local-slot 2 --remote-ip 172.23.128.11 --remote-esn $unattended
lab on unattended cfg-remoteslots --import --local-esn $unattended --local-slot 4 --remote-ip 172.23.128.10 --remote-esn $attended --remote-slot 2

# task: not-mapped
lab on unattended "printf '[slot_mapping]\nesn=$unattended\nslot=3\n' >> /opt/nfast/kmdata/config/config"
lab on unattended cfg-reread
lab on unattended nopclearfail --clear --all
lab on unattended generatekey -m 1 -s 0 -c {{$set}} simple ident=second

# task: set-apart
lab card remove attended-2
lab card insert attended-2 $attended
lab on unattended generatekey -m 1 -s 3 -c {{$set}} simple ident=second
