# Moves the module to the address on the slip.
hsmadmin setnetwork ipv4static --address 10.20.0.1/24 --gateway 10.20.0.254
