# The code differs from seed to seed; some end with a reset or a loss of power, some do not.

# task: see-silence
# swap ok: the lamp blinks whether or not somebody asks
hsmadmin status

# task: write-code
touch /root/code-{{$code}}

# task: reset
lab power cycle

# task: verdict
lab wait boot
touch /root/verdict-{{$verdict}} && if [ {{$verdict}} = dead ]; then lab power off; lab return; fi
