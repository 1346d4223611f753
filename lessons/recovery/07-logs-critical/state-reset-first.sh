# Resets the module before its log has room.
enquiry -m 1
hsmadmin reset
