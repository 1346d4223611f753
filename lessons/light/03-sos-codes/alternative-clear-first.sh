# Presses Clear, changes the mode, finds that neither helps, switches off and on by hand; corrects a wrong report.
enquiry -m 2
lab led --watch=20s --module 2
lab press clear --module 2
nopclearfail -O -m 3
echo read twice > /root/sos-{{$grave}}
echo read twice > /root/sos-{{$calm}}
lab power off
lab power on
lab wait boot
touch /root/support-{{$calm}}
mv /root/support-{{$calm}} /root/support-{{$grave}}
