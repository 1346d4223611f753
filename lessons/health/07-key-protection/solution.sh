# The provider's host; a VCM is enrolled on it, and nobody works with it yet.

# task: as-it-is
su operator -c "vcmadmin list"

# task: too-strict
NFAST_KEYPROT=KFSG hsmadmin keys roll
su operator -c "vcmadmin list"

# task: per-service
NFAST_KEYPROT=KFSG NFAST_MONITOR_KEYPROT=KF NFAST_ORCHESTRATOR_KEYPROT=KF hsmadmin keys roll
su operator -c "vcmadmin list"

# task: launcher
# swap ok: the key of the launcher is tied to the machine by the next roll as well
su operator -c "hsmadmin cs5 stats"

# task: passphrase
NFAST_KEYPROT=KFSG NFAST_MONITOR_KEYPROT=KF NFAST_ORCHESTRATOR_KEYPROT=KF NFAST_SSHADMIN_KEYPROT=KFSGP NFAST_NCOREAPI_KEYPROT=KFSGP NFAST_KEYPROT_PASS={{$word}} hsmadmin keys roll
hsmadmin enroll < /dev/null

# task: automation
# swap ok: enrolling does not need the hardserver
NFAST_KEYPROT_PASS={{$word}} hsmadmin enroll

# task: hardserver-fails
/opt/nfast/sbin/init.d-ncipher restart

# task: hardserver
NFAST_KEYPROT_PASS={{$word}} /opt/nfast/sbin/init.d-ncipher restart
