# Erases what can be erased, in the hope that it helps. That is the module that was well.
hsmadmin factorystate --esn "$(hsmadmin status 2>/dev/null | sed -n 's/^esn *: //p')"
lab wait boot
