# Sends the module back at the first blink.
lab power off
lab return
