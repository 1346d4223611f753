# An empty book, at any price.
nopclearfail -M -m 1 -w
hsmadmin logs clear --log system
