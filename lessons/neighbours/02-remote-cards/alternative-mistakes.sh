# Forgets the persistence, loads with a spent share, and uses another card of the box.
lab card insert attended-4 "$(enquiry -m 1 | sed -n 's/^ serial number *//p')"
createocs -N {{$set}} -q
printf 'secret\nsecret\n' | createocs -N {{$set}} -q -p
for f in /opt/nfast/kmdata/local/card*; do lab send $f unattended:$f; done
printf 'secret\n' | lab on unattended generatekey -c {{$set}} simple ident={{$ident}}
printf 'secret\n' | lab on unattended preload -c {{$set}} exit
lab card remove attended-4
lab card insert attended-4 "$(enquiry -m 1 | sed -n 's/^ serial number *//p')"
printf 'secret\n' | lab on unattended preload -c {{$set}} exit
lab card remove attended-4
