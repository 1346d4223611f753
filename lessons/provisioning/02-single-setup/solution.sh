# The provider's host is the tenant's as well.

# task: limits
# swap ok: looking changes nothing
hsmadmin info

# task: setup
hsmadmin vcm single-setup --name codesign

# task: look
# swap ok: the module shows the same in the other mode
vcmadmin show

# task: initialise
nopclearfail -I -m 1 -w
initunit -m 1

# task: quiet-reset
nopclearfail -M -m 1 -w
hsmadmin reset
# swap ok: the tenant may write the request while the module boots
lab wait boot

# task: second
lab on tenant-a hsmadmin vcm create --request-file /root/second.req --name second
lab on tenant-a lab send /root/second.req provider:/root/
vcmadmin create --request /root/second.req second
