# Which unit is which differs from seed to seed.

# task: read-log
# swap ok: boxes can be looked at before logs are
lab panel --unit {{$good}} main System 'System information' 'View tamper log'

# task: verdicts
# swap ok: the lid may be closed before the notes are written
touch /root/verdict-{{$good}}-restore /root/verdict-{{$bad}}-keep-out

# task: close
# swap ok: closed while it starts is early enough
lab lid close --unit {{$bad}}
lab power cycle {{$bad}}
# swap ok: one unit may be configured while the other one starts
lab wait 2m

# task: client
lab panel --unit {{$good}} main System 'System configuration' 'Client config' 'New client' type 172.23.128.12

# task: world
# swap ok: the card may be in the slot before the unit asks for it
lab panel --unit {{$good}} main 'Security World mgmt' 'Load Security World'
lab card insert client-1 {{$good}}
lab panel --unit {{$good}} select
lab card insert client-2 {{$good}}
# swap ok: the note may be written at any time
lab panel --unit {{$good}} select

# task: next-service
touch /root/next-service-fan-tray
