# Resets the module before anything is loaded.
hsmadmin status --json
hsmadmin reset
