package journalgen

import (
	"strings"

	"hsmlab/sim"
	"hsmlab/sim/host"
)

// command starts a program of the HSM software with a command line that somebody might type.
func (g *Generator) command() sim.Event {
	h := g.host()
	var argv []string
	if g.below(2) == 0 {
		argv = g.fromTree(h)
	} else {
		argv = strings.Fields(commands[g.below(len(commands))])
		for i, word := range argv {
			argv[i] = g.fill(h, word)
		}
	}
	switch g.below(14) {
	case 0:
		argv = append(argv, g.pick("--timeout", "-h", "--json", "--esn", "--", "-", "", "--verbose", "extra", "--no-reset", "__complete", "help", g.huge(9_000)))
	case 1:
		argv = append(argv, "--timeout", g.pick("2", "3", "120", "121", "-1", "0x10", "1e3", "99999999999999999999", ""))
	case 2:
		argv = argv[:max(1, len(argv)-1)]
	case 3:
		i := g.below(len(argv))
		argv[i] += g.pick("x", " ", "=", "\x00", "ü", "%d")
	}
	e := sim.Exec{Host: h, User: g.user(), Argv: argv, Env: g.env(), Dir: g.dir(), TTY: g.below(2) == 0}
	if !e.TTY {
		e.Stdin = g.pick("", "", "yes\n", "no\n", "yes", "\n\n", "yes\r\n", g.huge(100_000))
	}
	if g.below(60) == 0 {
		e.Argv = nil
	}
	return e
}

// fill puts something that exists, or nearly does, in place of a word in capitals.
func (g *Generator) fill(h, word string) string {
	switch word {
	case "ESN":
		return g.esn()
	case "UUID":
		return g.uuid()
	case "FILE":
		return g.file(h)
	case "NEW":
		return g.remember(h, g.pick("/tmp/", "/root/", "/home/operator/")+g.pick("a", "b", "req.json"))
	case "DIR":
		return g.dir()
	case "NAME":
		return g.pick("payments", "hr", "", "two words", "ü", "-x", long(64), long(65))
	case "ADDR":
		return g.pick("192.168.0.1/24", "192.168.0.1/24", "10.0.0.1/31", "192.168.0.0/24", "fd00:5::1/64", "192.168.0.1", "::ffff:1.2.3.4/96", "0.0.0.1/0", "127.0.0.1/8", "fe80::1%eth0/64", "x")
	case "GATE":
		return g.pick("192.168.0.254", "192.168.0.254", "192.168.0.1", "10.0.0.0", "fd00:5::fe", "8.8.8.8", "")
	case "IP":
		return g.pick("192.168.0.10", "192.168.0.10", "192.168.0.0", "192.168.0.255", "192.168.0.254", "fd00:5::2", "1.2.3.4", "x", "")
	case "FEATURES":
		return g.pick("ffffffff", "0", "0x0", "HSMSpeed2", "ForeignTokenOpen|RemoteShare", "xyz", "", "123456789", "|")
	case "N":
		return g.pick("0", "1", "1", "2", "-1", "30", "300", "31622401", "x")
	}
	return word
}

var commands = []string{
	"hsmadmin status", "hsmadmin status --json", "hsmadmin status --esn ESN", "hsmadmin info --json", "hsmadmin info --esn ESN --esn ESN",
	"hsmadmin gettime --verbose", "hsmadmin enroll", "hsmadmin enroll", "hsmadmin enroll --sshadmin-key FILE", "hsmadmin reset", "hsmadmin reset --esn ESN",
	"hsmadmin --no-reset reset", "hsmadmin factorystate", "hsmadmin factorystate --esn ESN", "hsmadmin factorystate --all", "hsmadmin --no-reset factorystate --all",
	"hsmadmin settime", "hsmadmin settime --adjust", "hsmadmin --no-reset settime --esn ESN", "hsmadmin getenvstats", "hsmadmin getenvstats --json", "hsmadmin fet FILE", "hsmadmin fet --esn ESN FILE",
	"hsmadmin fet /root/licences/363B-481D-F3BD-mt-5.txt", "hsmadmin select acceleration --set N", "hsmadmin select acceleration --show --json", "hsmadmin cs5 stats -u UUID", "stattree", "stattree PerModule N ModuleEnvStats",
	"hsmadmin setnetwork default", "hsmadmin setnetwork ipv4static --address ADDR --gateway GATE", "hsmadmin setnetwork ipv6static --address ADDR --gateway GATE --esn ESN",
	"hsmadmin vcm create --request-file NEW", "hsmadmin vcm create --request-file FILE --autostart --name NAME --request-validity N",
	"hsmadmin vcm create --request-file NEW --restrict-startup --serial-cardreader --features FEATURES",
	"hsmadmin vcm inspect-request FILE", "hsmadmin vcm inspect-request --verify FILE", "hsmadmin vcm inspect-request --verify --key-file FILE FILE",
	"hsmadmin vcm enroll --config FILE", "hsmadmin vcm enroll --config FILE --no-service-restart", "hsmadmin vcm unenroll UUID", "hsmadmin vcm unenroll UUID --no-service-restart",
	"hsmadmin vcm single-setup", "hsmadmin vcm single-setup --name NAME --json --esn ESN", "hsmadmin", "hsmadmin vcm", "hsmadmin -v", "hsmadmin upgrade FILE", "hsmadmin keys show", "hsmadmin statsu",
	"vcmadmin create --request FILE NAME", "vcmadmin create --request FILE --outdir DIR --autostart NAME", "vcmadmin create --request FILE --ip-address IP --features FEATURES --serial-cardreader NAME",
	"vcmadmin start UUID", "vcmadmin start UUID", "vcmadmin start --request FILE UUID", "vcmadmin stop UUID", "vcmadmin stop --force UUID", "vcmadmin list", "vcmadmin list --active --json",
	"vcmadmin show", "vcmadmin show UUID", "vcmadmin show uuid UUID --json", "vcmadmin show --uuid UUID", "vcmadmin delete UUID", "vcmadmin delete --force UUID --json", "vcmadmin properties set",
	"enquiry", "enquiry -m N", "nopclearfail -I -m N -w", "nopclearfail -O -m N", "nopclearfail -M -m N", "nopclearfail -r -m N", "nopclearfail -c -a", "nopclearfail --fail -a", "nopclearfail -n -a -w", "nopclearfail",
	"initunit", "initunit -m N", host.SbinDir + "/init.d-ncipher restart", "init.d-ncipher stop", "init.d-ncipher start",
	"/opt/nfast/bin/../bin/hsmadmin", "ls", "/etc/passwd",
}
