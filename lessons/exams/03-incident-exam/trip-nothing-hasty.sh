# Sends the module back without a try.
lab power off
lab return --module {{$ill}}
