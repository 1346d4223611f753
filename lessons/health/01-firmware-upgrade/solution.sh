# A single-tenant module with much to lose: clock, nonvolatile memory and audit log before the upgrade.

# task: read-package
# swap ok: reading the package and asking for the ESN are independent
hsmadmin npkginfo /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg

# task: see-warnings
esn=$(hsmadmin status --json | jq -r '.[0].esn')
# swap ok: maintenance mode removes one obstacle of four
hsmadmin upgrade --esn $esn --dry-run /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg

# task: set-clock
nopclearfail -M -m 1 -w
hsmadmin settime
lab wait boot

# task: back-up
# swap ok: the copy is the same whether the audit log is closed before or after it
nvram-backup -m 1 /root/nvram.backup

# task: upgrade
nopclearfail -I -m 1
nopclearfail -M -m 1 -w
hsmadmin upgrade --esn $esn /mnt/disc/firmware/nShield5s/latest/nShield5s-14-1-1-vsn42.npkg
lab wait boot

# task: first-vcm
hsmadmin vcm single-setup

# task: at-work
nopclearfail -I -m 1
initunit -m 1
nopclearfail -O -m 1
