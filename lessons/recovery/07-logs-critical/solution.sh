# The logs are above their critical level, and a VCM was at work.

# task: find-out
# swap ok: exporting frees nothing yet, so the failure looks the same afterwards
enquiry -m 1

# task: fetch-log
hsmadmin logs export --outdir /root
hsmadmin logs expire --seq 1

# task: leave-error
hsmadmin reset
# swap ok: a hardserver that starts during the boot connects when the VCM is there
lab wait boot

# task: tenant-back
/opt/nfast/sbin/init.d-ncipher restart
