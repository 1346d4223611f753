package sim

import (
	"net/netip"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/firmware"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/site"
)

// keyScenarios are about SSH keys, several modules, and the software on the host (guide 4.7, 4.8, 4.15).
func keyScenarios() []Scenario {
	return []Scenario{
		{"two-modules", "Two modules in a host", "The provider's host holds two enrolled nShield 5s whose ESNs differ in one digit. A command without --esn is about both.", twoModules},
		{"source-destination", "A module that moves", "Two provider's hosts, source and destination, each with an enrolled nShield 5s of its own. Destination has no baseboard UUID.", sourceDestination},
		{"old-software", "Software older than the firmware", "The provider's host still runs Security World software from before multi-tenancy; its nShield 5s has firmware 14.1.1 already. A medium with the new software is mounted.", oldSoftware},
	}
}

func twoModules(r *site.Room) {
	factoryRoom(r)
	first := r.Hosts[0].Slots[0]
	l := first.Lifetime
	l.ESN = neighbour(first.ESN)
	l.PSN = "48-U50104"
	second := module.New(l, first.Firmware, &r.Clock, r.Chance)
	second.Clock = clock.Drifting{Offset: -400 * time.Millisecond, PPM: -5}
	r.Fit(r.Hosts[0], second)
	second.Install()
	enrolProvider(r)
	mountMedia(r)
}

// neighbour is an ESN that differs in its last digit but one: easy to take for the other.
func neighbour(esn string) string {
	b := []byte(esn)
	i := len(b) - 2
	if b[i] == '8' {
		b[i] = '3'
	} else {
		b[i] = '8'
	}
	return string(b)
}

func sourceDestination(r *site.Room) {
	for i, name := range []string{"source", "destination"} {
		h := r.AddHost(name, host.Provider)
		wire(h, []string{"172.23.128.20/24", "172.23.128.21/24"}[i])
		m := module.New(lifetime(r), firmware.Delivered("14.1.1", "13.6.3", "1.1.0"), &r.Clock, r.Chance)
		m.Clock = clock.Drifting{Offset: 900 * time.Millisecond, PPM: 6}
		r.Fit(h, m)
		m.Install()
		if name == "destination" {
			h.WithoutBoard()
		}
		enrol(h)
		h.Hardserver.Start()
	}
	r.Router.Gateways = []netip.Prefix{netip.MustParsePrefix("192.168.0.254/24")}
}

func oldSoftware(r *site.Room) {
	defaultRoom(r)
	h := r.Hosts[0]
	h.Hardserver.Stop()
	if err := h.Unpack(OldSoftware); err != nil {
		panic("BUG: scenario software: " + err.Error())
	}
	h.Media = append(h.Media, OldSoftware)
	h.Hardserver.Start()
}
