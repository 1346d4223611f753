# Single-tenant firmware 13.4.5: the module serves keys itself.

# task: look
# swap ok: looking changes nothing
enquiry -m 1

# task: apply
lab buy EllipticCurve
# swap ok: a change of mode clears the module as well, and it changes its mode soon
hsmadmin fet /root/licences/*-EllipticCurve.txt

# task: clear
# drop ok: a change of mode clears the module as well, and it changes its mode soon
nopclearfail --clear --all

# task: initialise
nopclearfail -I -m 1 -w
initunit -m 1

# task: lose
# swap ok: mode and ESN are independent of each other
nopclearfail -M -m 1 -w
esn=$(hsmadmin status --json | jq -r '.[0].esn')
hsmadmin factorystate --esn $esn
lab wait boot
hsmadmin enroll

# task: again
# swap ok: a change of mode clears the module as well
hsmadmin fet /root/licences/*-EllipticCurve.txt
# drop ok: a change of mode clears the module as well
# swap ok: a change of mode clears the module as well
nopclearfail --clear --all

# task: built-in
nopclearfail -M -m 1 -w
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/fips-pending/nShield5s-13-7-3-vsn41.npkg
lab wait boot
