# Counts slots from the wrong end.
esn=$(enquiry -m 1 | sed -n 's/^ serial number *//p')
lab power off
lab move "$esn" shelf
