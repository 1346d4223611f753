# Exports first, imports too early, then enables the feature and lets the configuration be read again.
here=$(enquiry -m 1 | sed -n 's/^ serial number *//p')
there=$(lab on unattended enquiry -m 1 | sed -n 's/^ serial number *//p')
lab on unattended cfg-remoteslots --import --local-esn "$there" --local-slot 2 --remote-ip 172.23.128.10 --remote-esn "$here"
cfg-remoteslots --export --local-esn "$here" --remote-ip 172.23.128.11 --remote-esn "$there"
lab on unattended "hsmadmin fet /root/licences/*.txt"
lab on unattended nopclearfail --clear --all
lab on unattended cfg-reread
lab on unattended nfkminfo
