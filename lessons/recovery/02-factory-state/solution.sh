# A VCM is at work on the module.

# task: try
# swap ok: UUID and ESN are independent of each other
uuid=$(vcmadmin list --json | jq -r '.[0].uuid')
esn=$(hsmadmin status --json | jq -r '.[0].esn')
hsmadmin factorystate --esn $esn

# task: out-of-service
nopclearfail -M -m 1 -w

# task: erase
hsmadmin factorystate --esn $esn
# swap ok: asked during the boot, the module answers as little as afterwards
lab wait boot

# task: see-empty
hsmadmin info

# task: enroll
hsmadmin enroll

# task: license
# swap ok: the licence is the module's, the list of VCMs the host's
hsmadmin fet /root/licences/$esn-mt-5.txt

# task: tidy-host
hsmadmin vcm unenroll $uuid
