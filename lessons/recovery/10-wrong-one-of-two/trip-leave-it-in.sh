# The other label.
esn=$(hsmadmin status --json | jq -r '.[{{$keep}}].esn')
lab power off
lab move $esn shelf
