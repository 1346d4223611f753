# Switches the host off and leaves it so.
enquiry
touch /root/sos-{{$calm}} /root/sos-{{$grave}}
lab power off
