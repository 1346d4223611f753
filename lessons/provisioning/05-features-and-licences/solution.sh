# A licence for more VCMs, one for a feature.

# task: inspect
hsmadmin vcm inspect-request seoul.req

# task: one-only
# swap ok: the licence may be bought before one is told that it is needed
vcmadmin create --request seoul.req --features 30 seoul

# task: tenancy
lab buy mt-5
hsmadmin fet /root/licences/*-mt-5.txt

# task: no-such-feature
# swap ok: the licence may be bought before one is told that it is needed
vcmadmin create --request seoul.req --features 30 seoul

# task: feature
lab buy KISAAlgorithms
hsmadmin fet /root/licences/*-KISAAlgorithms.txt

# task: granted
vcmadmin create --request seoul.req --features 30 seoul
