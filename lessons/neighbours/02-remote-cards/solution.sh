# On the attended host; the remote slot is there already.

# task: make-set
lab card insert attended-2 "$(enquiry -m 1 | sed -n 's/^ serial number *//p')"
createocs -N {{$set}} -q -p < /dev/null

# task: copy-files
for f in /opt/nfast/kmdata/local/card*; do lab send $f unattended:$f; done

# task: make-key
lab on unattended generatekey -c {{$set}} simple ident={{$ident}}

# task: load-key
lab card remove attended-2
lab card insert attended-2 "$(enquiry -m 1 | sed -n 's/^ serial number *//p')"
lab on unattended preload -c {{$set}} exit

# task: take-card
lab card remove attended-2
