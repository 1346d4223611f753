# The logs are above their critical level, and a VCM was at work.

# task: find-out
enquiry -m 1

# task: fetch-log
hsmadmin logs export --expire --outdir /root

# task: leave-error
hsmadmin reset
# swap ok: a hardserver that starts during the boot connects when the VCM is there
lab wait boot

# task: tenant-back
/opt/nfast/sbin/init.d-ncipher restart
