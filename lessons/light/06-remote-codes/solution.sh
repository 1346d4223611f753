# Module 1 has a runtime library error, module 2 a hardware driver error.

# task: ask
# swap ok: the notes may be written before the hardserver is asked
enquiry

# task: write-down
# swap ok: the hardserver's log keeps a code that the module has lost
touch /root/status-1-{{$runtime}} /root/status-2-{{$driver}}

# task: reset-one
hsmadmin reset --esn "$(hsmadmin status 2>/dev/null | sed -n 's/^esn *: //p')"
# swap ok: the call may be made while the module boots
lab wait boot

# task: call
touch /root/support-{{$driver}}

# task: own-fail
nopclearfail --fail -m 1

# task: recovered
lab power cycle
lab wait boot
