# Reads everything, clears by -c, and takes 14.1.1 in the end, where the same features are built in.
hsmadmin info
enquiry
lab buy EllipticCurve
head -n 5 /root/licences/*-EllipticCurve.txt
esn=$(hsmadmin status --json | jq -r '.[0].esn')
hsmadmin fet --esn $esn /root/licences/*-EllipticCurve.txt
enquiry -m 1
nopclearfail -c -m 1
enquiry -m 1
nopclearfail -I -m 1
initunit
nopclearfail -O -m 1 -w
enquiry -m 1
hsmadmin factorystate --esn $esn
nopclearfail -M -m 1 -w
hsmadmin factorystate --all
lab wait boot
hsmadmin enroll
enquiry -m 1
hsmadmin fet /root/licences/*-EllipticCurve.txt
nopclearfail -c -a
nopclearfail -M -m 1 -w
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
lab wait boot
