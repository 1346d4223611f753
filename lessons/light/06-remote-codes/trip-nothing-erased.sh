# Takes a code for a reason to begin from nothing.
hsmadmin factorystate --esn "$(hsmadmin status 2>/dev/null | sed -n 's/^esn *: //p')"
