package module_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/feature"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/request"
	"hsmlab/sim/sshkey"
)

var tenant = sshkey.FromSeed([32]byte{7})

// asked is a tenant's signed request; change may alter it before it is signed.
func asked(t *testing.T, change func(*request.Request)) request.Signed {
	t.Helper()
	q := request.Request{Kind: request.Create, Created: clock.Epoch, SSHAdminKey: tenant.Public(), TenantReqKey: tenant.Public()}
	if change != nil {
		change(&q)
	}
	s, err := request.Parse(request.Sign(q, tenant))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func yes() *bool { b := true; return &b }

func wantReason(t *testing.T, r *refusal.Refusal, want string) {
	t.Helper()
	switch {
	case want == "" && r != nil:
		t.Errorf("refused: %s", r.Reason)
	case want != "" && r == nil:
		t.Errorf("not refused, want %q", want)
	case want != "" && !strings.Contains(r.Reason, want):
		t.Errorf("refused with %q, want %q", r.Reason, want)
	}
}

func TestCreateChecksRequestAndOptions(t *testing.T) {
	word := func(w feature.Word) *feature.Word { return &w }
	for _, c := range []struct {
		name    string
		request func(*request.Request)
		options module.CreateOptions
		want    string
	}{
		{"plain", nil, module.CreateOptions{Name: "a"}, ""},
		{"autostart that was asked for", func(q *request.Request) { q.Properties.Autostart = yes() }, module.CreateOptions{Name: "a", Autostart: true}, ""},
		{"autostart that was not", nil, module.CreateOptions{Name: "a", Autostart: true}, "does not ask for autostart"},
		{"autostart against restrict_startup", func(q *request.Request) { q.Properties.RestrictStartup = yes() }, module.CreateOptions{Name: "a", Autostart: true}, "mutually exclusive"},
		{"card reader that was not asked for", nil, module.CreateOptions{Name: "a", SerialCardreader: true}, "serial_cardreader"},
		{"no name", nil, module.CreateOptions{}, "1 to 64 characters"},
		{"longest name", nil, module.CreateOptions{Name: strings.Repeat("x", 64)}, ""},
		{"too long a name", nil, module.CreateOptions{Name: strings.Repeat("x", 65)}, "1 to 64 characters"},
		{"blank in the name", nil, module.CreateOptions{Name: "a b"}, "no blanks"},
		{"features of the platform", nil, module.CreateOptions{Name: "a", Features: word(feature.ForeignTokenOpen)}, ""},
		{"feature that the platform lacks", nil, module.CreateOptions{Name: "a", Features: word(feature.RemoteShare)}, "not enabled on the HSM"},
		{"expired", func(q *request.Request) { q.Expires = clock.Epoch.Add(time.Second) }, module.CreateOptions{Name: "a"}, "expired"},
		{"address that nobody can choose", nil, module.CreateOptions{Name: "a", Address: "192.168.0.9"}, "link-local"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newCard(feature.High, 0).enrolled(t)
			m.pass(time.Minute)
			c.options.Request = asked(t, c.request)
			_, r := m.Create(c.options)
			wantReason(t, r, c.want)
			if got, want := len(m.VCMs()), 1; (r == nil) != (got == want) {
				t.Errorf("got %d VCMs, refusal %v", got, r)
			}
		})
	}
}

func TestCreateNeedsPrimaryMode(t *testing.T) {
	m := newCard(feature.High, 0)
	m.Press()
	m.Reset()
	m.pass(90 * time.Second)
	_, r := m.enrolled(t).Create(module.CreateOptions{Request: asked(t, nil), Name: "a"})
	wantReason(t, r, "recovery mode")
}

func TestSecondVCMWithTheCardReader(t *testing.T) {
	m := newCard(feature.High, 5).enrolled(t)
	o := module.CreateOptions{Request: asked(t, func(q *request.Request) { q.Properties.SerialCardreader = yes() }), Name: "a", SerialCardreader: true}
	_, r := m.Create(o)
	wantReason(t, r, "")
	_, r = m.Create(o)
	wantReason(t, r, "has the serial card reader; only one VCM")
}

// Limits by ruling D-42: one VCM without a licence; with one, 5 on a base speed module, 1,000 on others.
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		speed             feature.Speed
		licence           int
		creatable, active int
	}{
		{feature.High, 0, 1, 1}, {feature.Base, 0, 1, 1},
		{feature.Base, 5, 5, 5}, {feature.High, 3, 1000, 3}, {feature.Mid, 40, 1000, 40},
	} {
		t.Run(fmt.Sprint(c.speed, c.licence), func(t *testing.T) {
			m := newCard(c.speed, c.licence).enrolled(t)
			if creatable, active := m.Limits(); creatable != c.creatable || active != c.active {
				t.Fatalf("limits: got %d and %d, want %d and %d", creatable, active, c.creatable, c.active)
			}
			for range min(c.creatable, 60) {
				if _, r := m.Create(module.CreateOptions{Request: asked(t, nil), Name: "a"}); r != nil {
					t.Fatal(r)
				}
			}
			if c.creatable < 60 {
				_, r := m.Create(module.CreateOptions{Request: asked(t, nil), Name: "a"})
				wantReason(t, r, fmt.Sprintf("Maximum number of VCMs reached (%d)", c.creatable))
			}
			startAll(t, m, min(c.active, module.MaxResident))
		})
	}
}

// startAll starts VCMs until the module refuses, which must be after n of them.
func startAll(t *testing.T, m card, n int) {
	t.Helper()
	for i, v := range m.VCMs() {
		_, r := m.CheckStart(v.UUID, nil)
		if i == n {
			if r == nil {
				t.Errorf("more than %d VCMs start", n)
			}
			return
		}
		if r != nil {
			t.Fatalf("VCM %d of %d: %s", i+1, n, r)
		}
		v.Start()
	}
}

func TestAddressesOfVCMs(t *testing.T) {
	for _, c := range []struct {
		name, own, gateway string
		asked              []string
		want               []string // address, or "!" and a part of the reason
	}{
		{"next free one, past the HSM and the gateway", "192.168.0.1/29", "192.168.0.3", []string{"", "", "", "", ""},
			[]string{"192.168.0.2", "192.168.0.4", "192.168.0.5", "192.168.0.6", "!no free address"}},
		{"smallest subnet of IPv6: one is left", "fd00::1/126", "fd00::2", []string{"", ""}, []string{"fd00::3", "!no free address"}},
		{"chosen", "192.168.0.1/24", "192.168.0.254", []string{"192.168.0.77", "192.168.0.77", ""},
			[]string{"192.168.0.77", "!in use", "192.168.0.2"}},
		{"the HSM's own", "192.168.0.1/24", "192.168.0.254", []string{"192.168.0.1"}, []string{"!in use"}},
		{"the gateway's", "192.168.0.1/24", "192.168.0.254", []string{"192.168.0.254"}, []string{"!in use"}},
		{"the subnet's", "192.168.0.1/24", "192.168.0.254", []string{"192.168.0.0"}, []string{"!not an address of"}},
		{"broadcast", "192.168.0.1/24", "192.168.0.254", []string{"192.168.0.255"}, []string{"!not an address of"}},
		{"elsewhere", "192.168.0.1/24", "192.168.0.254", []string{"192.168.1.5"}, []string{"!not an address of"}},
		{"IPv6 in an IPv4 network", "192.168.0.1/24", "192.168.0.254", []string{"fd00::1", "::ffff:192.168.0.9"}, []string{"!not an address of", "!not an address of"}},
		{"no address", "192.168.0.1/24", "192.168.0.254", []string{"first"}, []string{"!not an IP address"}},
		{"IPv6", "fd00:5::1/64", "fd00:5::fe", []string{"", "fd00:5::3", "", "FD00:5:0::4"}, []string{"fd00:5::2", "fd00:5::3", "fd00:5::4", "!in use"}},
		{"link-local addresses with a zone", "fd00:5::1/64", "fd00:5::fe", []string{"fd00:5::9%eth0"}, []string{"!not an address of"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newCard(feature.High, 40).enrolled(t)
			mode := module.IPv4Static
			if strings.Contains(c.own, ":") {
				mode = module.IPv6Static
			}
			if r := m.SetNetwork(module.Network{Mode: mode, Address: netip.MustParsePrefix(c.own), Gateway: netip.MustParseAddr(c.gateway)}); r != nil {
				t.Fatal(r)
			}
			m.Reset()
			m.pass(90 * time.Second)
			for i, a := range c.asked {
				v, r := m.Create(module.CreateOptions{Request: asked(t, nil), Name: "a", Address: a})
				if reason, refused := strings.CutPrefix(c.want[i], "!"); refused {
					wantReason(t, r, reason)
				} else if r != nil || v.Address != c.want[i] {
					t.Errorf("VCM %d: got %+v, refusal %v; want %s", i, v, r, c.want[i])
				}
			}
		})
	}
}

func TestSetNetwork(t *testing.T) {
	static := func(address, gateway string) module.Network {
		return module.Network{Mode: module.IPv4Static, Address: netip.MustParsePrefix(address), Gateway: netip.MustParseAddr(gateway)}
	}
	for _, c := range []struct{ address, gateway, want string }{
		{"192.168.0.1/24", "192.168.0.254", ""},
		{"192.168.0.1/31", "192.168.0.0", "no room"},
		{"192.168.0.0/24", "192.168.0.254", "address of the subnet itself"},
		{"192.168.0.1/24", "192.168.1.254", "not in the subnet"},
		{"192.168.0.1/24", "192.168.0.1", "are the same"},
		{"127.0.0.5/8", "127.0.0.1", "cannot be the address"},
		{"224.0.0.5/8", "224.0.0.1", "cannot be the address"},
		{"192.168.0.255/24", "192.168.0.254", "broadcast"},
		{"192.168.0.1/24", "192.168.0.255", "broadcast"},
		{"192.168.0.1/24", "192.168.0.0", "address of the subnet itself"},
	} {
		m := newCard(feature.High, 0).enrolled(t)
		wantReason(t, m.SetNetwork(static(c.address, c.gateway)), c.want)
	}
}

func TestNetworkActsAtTheNextReset(t *testing.T) {
	m := newCard(feature.High, 0).enrolled(t)
	n := module.Network{Mode: module.IPv4Static, Address: netip.MustParsePrefix("10.1.0.1/16"), Gateway: netip.MustParseAddr("10.1.0.2")}
	if r := m.SetNetwork(n); r != nil {
		t.Fatal(r)
	}
	if got := m.Network().Mode; got != module.LinkLocal {
		t.Errorf("before the reset: got %s, want %s", got, module.LinkLocal)
	}
	m.Reset()
	if got := m.Network(); got != n || m.Pending() != nil {
		t.Errorf("after the reset: got %v, pending %v; want %v, none", got, m.Pending(), n)
	}
	if r := m.FactoryState(); r != nil {
		t.Fatal(r)
	}
	if got := m.Network().Mode; got != module.LinkLocal {
		t.Errorf("in factory state: got %s, want %s", got, module.LinkLocal)
	}
}

func TestNetworkIsChosenBeforeTheFirstVCM(t *testing.T) {
	m := newCard(feature.High, 0).enrolled(t)
	if _, r := m.Create(module.CreateOptions{Request: asked(t, nil), Name: "a"}); r != nil {
		t.Fatal(r)
	}
	n := module.Network{Mode: module.IPv4Static, Address: netip.MustParsePrefix("10.1.0.1/16"), Gateway: netip.MustParseAddr("10.1.0.2")}
	wantReason(t, m.SetNetwork(n), "before the first one is created")
	wantReason(t, m.SetNetwork(module.Network{Mode: module.LinkLocal}), "")
}
