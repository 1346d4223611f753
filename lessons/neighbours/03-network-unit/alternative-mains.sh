# Looks at everything, then exchanges tray and supply with the mains off, within the hour.
lab inspect --unit nethsm
lab inspect --unit connect
lab panel --unit nethsm
lab panel --unit nethsm main System 'System information' 'Critical errors'
echo found today > /root/damaged-{{$damage}}
lab power off nethsm
lab fan out --unit nethsm
lab wait 20m
lab fan in --unit nethsm
lab power on nethsm
lab wait 2m
lab psu {{$psu}} out --unit nethsm
lab psu {{$psu}} in --unit nethsm
