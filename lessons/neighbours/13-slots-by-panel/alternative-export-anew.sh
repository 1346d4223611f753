# With all the looks; the old export is deleted and a new one made, instead of edited.

# task: feature
lab panel --unit nethsm main HSM 'HSM feature enable' 'Read from a file' 'Remote Operator'

# task: imported
lab panel --unit connect main System 'System information' 'View network'
enquiry -m 2
connect=$(enquiry -m 2 | sed -n 's/^ serial number *//p')
lab panel --unit nethsm main 'Security World mgmt' 'Set up remote slots' 'Import slot' type 172.23.128.31 type $connect type 2 type 9004
slotinfo -m 1

# task: offered
lab panel --unit connect main 'Security World mgmt' 'Set up remote slots' 'Edit exported slot'
nethsm=$(enquiry -m 1 | sed -n 's/^ serial number *//p')
lab panel --unit connect main 'Security World mgmt' 'Set up remote slots' 'Export slot' type 172.23.128.30 type $nethsm
lab panel --unit connect main 'Security World mgmt' 'Set up remote slots' 'Delete exported slot' 172.23.128.40

# task: key
lab card insert client-4 connect
generatekey -m 1 -s 2 -c {{$set}} simple ident=first

# task: renumbered
lab panel --unit nethsm main 'Security World mgmt' 'Set up remote slots' 'Edit imported slot' 172.23.128.31 type 172.23.128.31 type $connect type {{$slot}} type 9004

# task: deleted
lab panel --unit connect main 'Security World mgmt' 'Set up remote slots' 'Delete exported slot' 172.23.128.30
lab panel --unit nethsm main 'Security World mgmt' 'Set up remote slots' 'Delete imported slot' 172.23.128.31
