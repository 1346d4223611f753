# The Solo XC in slot 3 has noticed tampering; the letters differ from seed to seed.

# task: write-code
touch /root/sos-{{$code}}

# task: see-it-stay
lab power cycle
lab wait boot

# task: take-out
esn=$(enquiry -m 2 | sed -n 's/^ serial number *//p')
lab power off
lab move "$esn" shelf

# task: others-up
lab power on
lab wait boot
