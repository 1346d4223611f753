# Writes every field, misspells one of them, and looks at the slots in between.
a=$(enquiry -m 1 | sed -n 's/^ serial number *//p')
b=$(enquiry -m 2 | sed -n 's/^ serial number *//p')
printf 'syntax-version=1\n[slot_exports]\nlocal_esn=%s\nlocal_slot=0\n' $a > /opt/nfast/kmdata/config/config
cfg-reread
printf 'syntax-version=1\n[slot_exports]\nlocal_esn=%s\nlocal_slotid=0\nremote_ip=127.0.0.1\nremote_esn=%s\n' $a $b > /opt/nfast/kmdata/config/config
printf '[slot_imports]\nlocal_esn=%s\nlocal_slotid=0\nremote_ip=127.0.0.1\nremote_port=9004\nremote_esn=%s\nremote_slotid=0\n' $b $a >> /opt/nfast/kmdata/config/config
cfg-reread
slotinfo -m 2
generatekey -m 2 -s 0 -c {{$set}} simple ident=first
printf '[slot_mapping]\nesn=%s\nslot=2\n' $b >> /opt/nfast/kmdata/config/config
cfg-reread
nopclearfail -c -m 2
slotinfo -m 2
generatekey -m 2 -s 0 -c {{$set}} simple ident=first
printf '[dynamic_slots]\nesn=%s\nslotcount=1\n' $b >> /opt/nfast/kmdata/config/config
cfg-reread
nopclearfail -c -m 2
lab card remove attended-2
lab card insert attended-2 $a
generatekey -m 2 -s 0 -c {{$set}} simple ident=second
slotinfo -m 2
sed -i 's/^slot=2$/slot=3/' /opt/nfast/kmdata/config/config
cfg-reread
nopclearfail -c -m 2
slotinfo -m 2
generatekey -m 2 -s 0 -c {{$set}} simple ident=second
