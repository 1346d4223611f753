# Looks at everything, corrects a note, restores first and closes the other one at the end.
lab panel --unit nethsm
lab panel --unit connect
lab inspect --unit nethsm
lab inspect --unit connect
lab panel --unit {{$bad}} main
lab panel --unit {{$good}} main System
lab panel --unit {{$good}} 'System information' 'View tamper log'
touch /root/verdict-{{$bad}}-restore
mv /root/verdict-{{$bad}}-restore /root/verdict-{{$bad}}-keep-out
touch /root/verdict-{{$good}}-restore
lab panel --unit {{$good}} main System 'System configuration' 'Client config' 'New client' type 172.23.128.12
lab card
lab card insert client-3 {{$good}}
lab panel --unit {{$good}} main 'Security World mgmt' 'Load Security World' select
lab card insert client-2 {{$good}}
lab panel --unit {{$good}} select
touch /root/next-service-fan-tray
lab lid close --unit {{$bad}}
lab power off {{$bad}}
lab power on {{$bad}}
lab wait 3m
