# Runs on the attended host.

# task: licence
lab on unattended "hsmadmin fet /root/licences/*.txt"
# swap ok: an export waits for the other end, so it may come before the feature
lab on unattended nopclearfail --clear --all

# task: export
here=$(enquiry -m 1 | sed -n 's/^ serial number *//p') there=$(lab on unattended enquiry -m 1 | sed -n 's/^ serial number *//p') && cfg-remoteslots --export --local-esn "$here" --remote-ip 172.23.128.11 --remote-esn "$there"

# task: import
lab on unattended cfg-remoteslots --import --local-esn "$there" --local-slot 2 --remote-ip 172.23.128.10 --remote-esn "$here"

# task: look
lab on unattended slotinfo -m 1
