# Module 1 is attended, module 2 unattended; one host has both.

# task: in-file
# swap ok: two numbers, in either order
a=$(enquiry -m 1 | sed -n 's/^ serial number *//p')
b=$(enquiry -m 2 | sed -n 's/^ serial number *//p')
# swap ok: the file is read once more before it has to count
printf 'syntax-version=1\n[slot_exports]\nlocal_esn=%s\n[slot_imports]\nlocal_esn=%s\nremote_ip=127.0.0.1\nremote_esn=%s\n' $a $b $a > /opt/nfast/kmdata/config/config
cfg-reread

# task: not-there
# swap ok: a mapping counts when it is read and the module is cleared
generatekey -m 2 -s 0 -c {{$set}} simple ident=first

# task: mapped
printf '[slot_mapping]\nesn=%s\nslot=2\n' $b >> /opt/nfast/kmdata/config/config
cfg-reread
nopclearfail --clear --all
# swap ok: a dynamic slot counts when it is read and the module is cleared
generatekey -m 2 -s 0 -c {{$set}} simple ident=first

# task: shifted
printf '[dynamic_slots]\nesn=%s\nslotcount=1\n' $b >> /opt/nfast/kmdata/config/config
cfg-reread
# swap ok: the card may be taken out while the module is cleared
nopclearfail --clear --all
lab card remove attended-2
# swap ok: with no card at all the application fails in the same way
lab card insert attended-2 $a
# swap ok: a mapping counts when it is read and the module is cleared
generatekey -m 2 -s 0 -c {{$set}} simple ident=second

# task: revised
sed -i 's/^slot=2$/slot=3/' /opt/nfast/kmdata/config/config
cfg-reread
nopclearfail --clear --all
generatekey -m 2 -s 0 -c {{$set}} simple ident=second
