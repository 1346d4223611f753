package sim_test

import (
	"net/netip"
	"strings"
	"testing"
	"unicode/utf8"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
)

// FuzzNetworkAddress gives any two words to setnetwork: what is no network is refused in one line with status 1 and
// changes nothing; a network that is accepted has room for a VCM.
func FuzzNetworkAddress(f *testing.F) {
	for _, s := range [][2]string{
		{"192.168.0.1/24", "192.168.0.254"}, {"192.168.0.1", "192.168.0.254"}, {"192.168.0.0/24", "192.168.0.1"},
		{"192.168.0.1/30", "192.168.0.2"}, {"192.168.0.1/31", "192.168.0.0"}, {"0.0.0.0/0", "1.1.1.1"}, {"224.0.0.1/4", "224.0.0.2"},
		{"fd00:5::1/64", "fd00:5::fe"}, {"fd00:5::1/126", "fd00:5::2"}, {"fe80::1/64", "fe80::2"}, {"fe80::1%eth0/64", "fe80::2"},
		{"::ffff:10.0.0.1/120", "::ffff:10.0.0.2"}, {"::1/128", "::"}, {"10.0.0.1/33", "10.0.0.2"}, {"10.0.0.01/24", "10.0.0.2"},
		{"", ""}, {"\n\x1b[2J/24", "\xff"}, {strings.Repeat("9", 5000), "1"}, {"10.0.0.1/24", "10.0.0.255"}, {"255.255.255.255/1", "128.0.0.1"},
	} {
		f.Add(s[0], s[1], false)
		f.Add(s[0], s[1], true)
	}
	idle, err := sim.New(sim.Options{Seed: 3})
	if err != nil {
		f.Fatal(err)
	}
	d := &upgradeDesk{Lab: idle} // one for all: refusals change nothing
	idle.Observe(d)
	f.Fuzz(func(t *testing.T, address, gateway string, v6 bool) {
		if strings.ContainsRune(address+gateway, 0) || !utf8.ValidString(address) || !utf8.ValidString(gateway) || len(address+gateway) > 100_000 {
			return // no argument of a program
		}
		d.t = t
		d.out.Reset()
		argv := []string{"hsmadmin", "setnetwork", map[bool]string{false: "ipv4static", true: "ipv6static"}[v6], "--address=" + address, "--gateway=" + gateway}
		before := d.module().Network
		status := d.finish(d.must(sim.Exec{Host: "provider", User: "root", Argv: argv, Dir: "/root"}).PID)
		if status == 0 {
			d.ok("hsmadmin setnetwork default")
			roomForVCM(t, argv)
			return
		}
		if out := d.out.String(); address == "" || gateway == "" {
			if status != 2 || !strings.HasSuffix(out, ": the value is empty; is a shell variable unset?\n") {
				t.Errorf("%q: exit status %d, output %q", argv, status, out)
			}
		} else if status != 1 || !strings.HasPrefix(out, "ERROR: Failed to set network: setup setnetwork: ") || strings.Count(out, "\n") != 1 || len(out) > 400 {
			t.Errorf("%q: exit status %d, output %q", argv, status, out)
		}
		if after := d.module().Network; after != before {
			t.Errorf("%q: refused, but the network is %+v, was %+v", argv, after, before)
		}
	})
}

// roomForVCM makes a VCM on a network that was accepted: it has an address there that nobody else has.
func roomForVCM(t *testing.T, argv []string) {
	b := simtest.New(t, "default")
	for _, line := range []string{strings.Join(argv, " "), "hsmadmin reset", "hsmadmin vcm create --request-file r --name n"} {
		b.OK(simtest.Provider, line)
	}
	b.Boot()
	b.OK(simtest.Provider, "vcmadmin create --request r n")
	subnet := netip.MustParsePrefix(strings.TrimPrefix(argv[3], "--address="))
	own := netip.MustParseAddr(b.Module().VCMs[0].Address)
	if !subnet.Contains(own) || own == subnet.Addr() || own.String() == strings.TrimPrefix(argv[4], "--gateway=") {
		t.Errorf("%q: the VCM has address %s", argv, own)
	}
}
