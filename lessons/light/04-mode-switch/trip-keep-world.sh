# Goes by way of the initialization mode, where the switch leads and initunit is close at hand.
lab switch I
lab press clear
initunit -m 1
