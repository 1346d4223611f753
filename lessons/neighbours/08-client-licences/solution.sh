# At the client; the unit is nethsm.

# task: esn
# swap ok: the number may be noted at any time
lab panel --unit nethsm main HSM 'HSM information' 'Display details'

# task: third
# swap ok: two clients, in either order
lab panel --unit nethsm main System 'System configuration' 'Client config' 'New client' type 172.23.128.13
lab panel --unit nethsm main System 'System configuration' 'Client config' 'New client' type 172.23.128.14

# task: refused
lab panel --unit nethsm main System 'System configuration' 'Client config' 'New client' type 172.23.128.{{$last}}

# task: licence
lab panel --unit nethsm main HSM 'HSM feature enable' 'Read from a file' clients-10

# task: fourth
lab panel --unit nethsm main System 'System configuration' 'Client config' 'New client' type 172.23.128.{{$last}}

# task: initialise
lab panel --unit nethsm main HSM 'HSM initialization'
initunit -m 1

# task: world
# swap ok: the card may be in the slot before the unit asks for it
lab panel --unit nethsm main 'Security World mgmt' 'Load Security World'
lab card insert client-1 nethsm
lab panel --unit nethsm select
lab card insert client-2 nethsm
lab panel --unit nethsm select

# task: again
lab panel --unit nethsm main HSM 'HSM feature enable' 'Read from a file' clients-10
