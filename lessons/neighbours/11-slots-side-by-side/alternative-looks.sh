# Looks at every slot and clears module by module.
cat both.config
cp both.config /opt/nfast/kmdata/config/config
cfg-reread
lab explain
nopclearfail -c -m 1
nopclearfail -c -m 2
cfg-reread
cfg-remoteslots --list
slotinfo -m 1
slotinfo -m 2
generatekey -m 2 -s 3 -c {{$set}} simple ident=first
a=$(enquiry -m 1 | sed -n 's/^ serial number *//p')
printf '[slot_mapping]\nesn=%s\nslot=2\n' $a >> /opt/nfast/kmdata/config/config
cfg-reread
nopclearfail -c -a
slotinfo -m 1
generatekey -m 2 -s 3 -c {{$set}} simple ident=second
lab card remove attended-2
lab card insert attended-2 $a
sed -i 's/^remote_slotid=0$/remote_slotid=X/; s/^remote_slotid=2$/remote_slotid=0/; s/^remote_slotid=X$/remote_slotid=2/' /opt/nfast/kmdata/config/config
cfg-reread
slotinfo -m 2
generatekey -m 2 -s 3 -c {{$set}} simple ident=second
