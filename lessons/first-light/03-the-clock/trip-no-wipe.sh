# Reads the refusal as an instruction.
hsmadmin settime
lab wait boot
date -s "-{{$back}}"
hsmadmin settime
hsmadmin factorystate --all
