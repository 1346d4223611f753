# Makes the VCM with what there is, before the second licence is loaded.
hsmadmin vcm inspect-request seoul.req
vcmadmin create --request seoul.req --features 30 seoul
lab buy mt-5
hsmadmin fet /root/licences/*-mt-5.txt
vcmadmin create --request seoul.req --features 30 seoul
vcmadmin create --request seoul.req --features StandardKM seoul
lab buy KISAAlgorithms
hsmadmin fet /root/licences/*-KISAAlgorithms.txt
