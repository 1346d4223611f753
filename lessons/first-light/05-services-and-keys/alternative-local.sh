# A backup for this machine only, and the install script to use it.
su guest -c "hsmadmin status --json"
su guest -c "vcmadmin list --json"
id operator
su operator -c "vcmadmin list"
su operator -c "hsmadmin gettime"
ls -l /opt/nfast/services/client
hsmadmin keys show
hsmadmin info --verbose
vcmadmin list --verbose
vcmadmin --help
hsmadmin keys backup --local /root/{{$file}}
rm -r /opt/nfast/services/client/sshadmin
hsmadmin info
hsmadmin keys restore /root/{{$file}}
/opt/nfast/sbin/init.d-ncipher stop
/opt/nfast/sbin/init.d-ncipher start
