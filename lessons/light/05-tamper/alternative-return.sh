# Sends it back to the vendor.
touch /root/sos-{{$code}}
lab power cycle
lab wait boot
lab power off
lab return --module 3
lab power on
lab wait boot
