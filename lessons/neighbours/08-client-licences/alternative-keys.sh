# Walks through the menus, reads one card twice, and uses the third card.
lab panel --unit nethsm
lab panel --unit nethsm main HSM
lab panel --unit nethsm 'HSM information'
lab panel --unit nethsm 'Display details'
lab panel --unit nethsm main System 'System configuration' 'Client config' 'New client' type 172.23.128.14 back 'New client' type 172.23.128.13
lab panel --unit nethsm back 'New client' type 172.23.128.{{$last}}
lab explain
lab panel --unit nethsm main HSM 'HSM feature enable' 'Read from a file' clients-10
lab panel --unit nethsm main HSM 'HSM feature enable' 'View current state'
lab panel --unit nethsm main System 'System configuration' 'Client config' 'New client' type 172.23.128.{{$last}}
lab panel --unit nethsm main HSM 'HSM initialization'
initunit
lab panel --unit nethsm main 'Security World mgmt' 'Load Security World'
lab card insert client-3 nethsm
lab panel --unit nethsm select
lab panel --unit nethsm select
lab card insert client-1 nethsm
lab panel --unit nethsm back 'Load Security World' select
lab card insert client-2 nethsm
lab panel --unit nethsm select
enquiry -m 1
lab panel --unit nethsm main HSM 'HSM feature enable' 'Read from a file' clients-10
