# Room, and quickly.
hsmadmin logs export --expire > /dev/null
