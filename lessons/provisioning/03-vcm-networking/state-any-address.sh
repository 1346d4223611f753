# Lets the module choose the address.
vcmadmin create --request ledger.req --ip-address {{$wrong}}.{{$last}} ledger
vcmadmin create --request ledger.req ledger
