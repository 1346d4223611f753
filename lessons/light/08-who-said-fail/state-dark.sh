# All is done but the last step, and the host is off.
touch /root/support-{{$code}}
rtc -m 2
nopclearfail --clear -m 2
nopclearfail --fail -m 2
lab power off
