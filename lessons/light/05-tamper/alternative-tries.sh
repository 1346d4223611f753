# Tries everything that one tries, watches the lamp, writes a wrong note and corrects it.
lab led --watch=20s --module 3
lab press clear --module 3
nopclearfail -O -m 2
enquiry
echo first > /root/sos-ZZ
mv /root/sos-ZZ /root/sos-{{$code}}
lab power off
lab power on
lab wait boot
esn=$(enquiry -m 2 | sed -n 's/^ serial number *//p')
lab power off
lab move "$esn" shelf
lab power on
lab wait boot
