# Looks at the files, exports the variables, and types the passphrases; other letters that tie as well.
tail -n 1 /opt/nfast/services/client/orchestrator/id_nshield5_orchestrator
su operator -c "vcmadmin list --json"
NFAST_KEYPROT=KX hsmadmin keys roll
NFAST_KEYPROT=GFK hsmadmin keys roll
su operator -c "vcmadmin list"
export NFAST_KEYPROT=SFK NFAST_MONITOR_KEYPROT=KF NFAST_ORCHESTRATOR_KEYPROT=KF
hsmadmin keys roll
su operator -c "vcmadmin list"
su operator -c "hsmadmin cs5 stats"
export NFAST_SSHADMIN_KEYPROT=KFGP NFAST_NCOREAPI_KEYPROT=PKF
printf '%s\n' {{$word}} {{$word}} {{$word}} {{$word}} | hsmadmin keys roll
echo wrong | hsmadmin enroll
echo {{$word}} | hsmadmin enroll
/opt/nfast/sbin/init.d-ncipher restart
enquiry -m 1
tail -n 5 /opt/nfast/log/logfile
/opt/nfast/sbin/init.d-ncipher stop
NFAST_KEYPROT_PASS={{$word}} /opt/nfast/sbin/init.d-ncipher start
