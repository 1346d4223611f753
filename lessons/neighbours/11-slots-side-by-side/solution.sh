# Module 1 is attended, module 2 unattended; one host has both.

# task: too-early
cp both.config /opt/nfast/kmdata/config/config
cfg-reread

# task: in-force
nopclearfail --clear --all
cfg-reread

# task: first-key
# swap ok: looking up a number changes nothing
generatekey -m 2 -s 3 -c {{$set}} simple ident=first

# task: exchanged
attended=$(enquiry -m 1 | sed -n 's/^ serial number *//p')
printf '[slot_mapping]\nesn=%s\nslot=2\n' $attended >> /opt/nfast/kmdata/config/config
cfg-reread
# swap ok: the card may be taken out while the modules are cleared
nopclearfail --clear --all
lab card remove attended-2
# swap ok: with no card at all it fails in the same way
lab card insert attended-2 $attended
# swap ok: the numbers count when the file is read
generatekey -m 2 -s 3 -c {{$set}} simple ident=second

# task: second-key
sed -i 's/^remote_slotid=0$/remote_slotid=X/; s/^remote_slotid=2$/remote_slotid=0/; s/^remote_slotid=X$/remote_slotid=2/' /opt/nfast/kmdata/config/config
cfg-reread
generatekey -m 2 -s 3 -c {{$set}} simple ident=second
