# Mends a refusal with chmod.
su operator -c "hsmadmin info"
chmod o+r /opt/nfast/services/client/setup/id_nshield5_setup
