# Both erased themselves, so both are restored.
lab lid close --unit {{$bad}}
lab power cycle {{$bad}}
lab wait 2m
lab panel --unit {{$bad}} main 'Security World mgmt' 'Load Security World'
lab card insert client-1 {{$bad}}
lab panel --unit {{$bad}} select
lab card insert client-2 {{$bad}}
lab panel --unit {{$bad}} select
