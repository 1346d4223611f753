# Switches the host off and leaves it so.
touch /root/sos-{{$code}}
lab power off
