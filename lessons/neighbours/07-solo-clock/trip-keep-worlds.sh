# Begins from nothing.
nopclearfail -I -m 1
initunit -m 1
