# nethsm stays in its rack; connect is where the people are.

# task: feature
# swap ok: looking up a number changes nothing
lab panel --unit nethsm main HSM 'HSM feature enable' 'Read from a file' 'Remote Operator'

# task: imported
connect=$(enquiry -m 2 | sed -n 's/^ serial number *//p')
# swap ok: looking up a number changes nothing
lab panel --unit nethsm main 'Security World mgmt' 'Set up remote slots' 'Import slot' type 172.23.128.31 type $connect type 2 type 9004

# task: offered
nethsm=$(enquiry -m 1 | sed -n 's/^ serial number *//p')
# swap ok: the card may be in the reader before the slot is offered
lab panel --unit connect main 'Security World mgmt' 'Set up remote slots' 'Edit exported slot' 172.23.128.40 type 172.23.128.30 type $nethsm

# task: key
lab card insert client-4 connect
generatekey -m 1 -s 2 -c {{$set}} simple ident=first

# task: renumbered
lab panel --unit nethsm main 'Security World mgmt' 'Set up remote slots' 'Edit imported slot' 172.23.128.31 type 172.23.128.31 type $connect type {{$slot}} type 9004

# task: deleted
# swap ok: either end may go first
lab panel --unit nethsm main 'Security World mgmt' 'Set up remote slots' 'Delete imported slot' 172.23.128.31
lab panel --unit connect main 'Security World mgmt' 'Set up remote slots' 'Delete exported slot' 172.23.128.30
