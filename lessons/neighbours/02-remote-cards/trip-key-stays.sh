# Makes the key at home and sends it.
lab card insert attended-2 "$(enquiry -m 1 | sed -n 's/^ serial number *//p')"
createocs -N {{$set}} -q -p < /dev/null
generatekey -c {{$set}} simple ident={{$ident}}
lab send /opt/nfast/kmdata/local/key_simple_{{$ident}} unattended:/opt/nfast/kmdata/local/
