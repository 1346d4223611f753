# One digit.
hsmadmin factorystate --esn $(hsmadmin status --json | jq -r '.[{{$keep}}].esn')
lab wait boot
