# By command instead of by the mains: a reset gets through to a module in an error state (guide 4.4.2).
hsmadmin status
lab led --watch=12s
touch /root/code-{{$code}}
hsmadmin reset
lab wait boot
touch /root/verdict-{{$verdict}}
if [ {{$verdict}} = dead ]; then lab power off && lab return; fi
