# At the client; the units are nethsm and connect.

# task: report
# swap ok: a supply may be pulled before the note is written; the damage is on the other unit
touch /root/damaged-{{$damage}}

# task: psu
# drop ok: a failed supply makes room for the new one in the same movement
lab psu {{$psu}} out --unit nethsm
# swap ok: with one supply working, the unit may go to standby while the other one is exchanged
lab psu {{$psu}} in --unit nethsm

# task: fans
lab panel power --unit nethsm
lab fan out --unit nethsm
lab fan in --unit nethsm
lab panel power --unit nethsm
lab wait 2m
