# Names instead of a word, quoted, since the bar means something to the shell; and reads before applying.
hsmadmin vcm inspect-request --verify seoul.req
vcmadmin create --request seoul.req --features "StandardKM|KISAAlgorithms" seoul
lab buy mt-5
head -4 /root/licences/*-mt-5.txt
hsmadmin fet --esn "$(hsmadmin status --json | jq -r '.[0].esn')" /root/licences/*-mt-5.txt
vcmadmin create --request seoul.req --features "StandardKM|KISAAlgorithms" seoul
lab buy KISAAlgorithms
hsmadmin fet /root/licences/*KISA*
vcmadmin create --request seoul.req --features "KISAAlgorithms|StandardKM" seoul
vcmadmin show
vcmadmin list --json
printf '%x\n' 48
