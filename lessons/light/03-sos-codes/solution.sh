# Two Solos have failed; which of them comes back differs from seed to seed.

# task: ask-hardserver
# swap ok: the notes may be written before the hardserver is asked; the lamps tell enough
enquiry

# task: write-codes
touch /root/sos-{{$calm}} /root/sos-{{$grave}}

# task: power
lab power cycle
lab wait boot

# task: report
touch /root/support-{{$grave}}
