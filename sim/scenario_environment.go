package sim

import (
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/feature"
	"hsmlab/sim/site"
)

// environmentScenarios are about clocks, batteries and licences.
func environmentScenarios() []Scenario {
	return []Scenario{
		{"from-storage", "Back from storage", "An enrolled nShield 5s that lay in a store for most of a year: its clock is lost, and its battery so low that every loss of power loses the clock again. Licences for it wait in /root/licences.", storageRoom},
		{"licensed", "Five VCMs at once", "The default room, with a multi-tenancy licence for five active VCMs applied; its file is in /root/licences, and one for two VCMs.", licensedRoom},
		{"base-speed", "An HSM of Base speed", "The default room with an nShield 5s of Base speed and a multi-tenancy licence for 1,000 active VCMs, which it cannot hold. Upgrades of its speed are in /root/licences.", baseRoom},
	}
}

// storedFor is how long the module of from-storage had only its battery.
const storedFor = 333 * 24 * time.Hour

func storageRoom(r *site.Room) {
	defaultRoom(r)
	h := r.Hosts[0]
	h.Slots[0].Store(storedFor)
	deliver(r, "mt-5")
}

func licensedRoom(r *site.Room) {
	defaultRoom(r)
	for _, l := range deliver(r, "mt-5", "mt-2")[:1] {
		if refused := r.Hosts[0].Slots[0].License(l); refused != nil {
			panic("BUG: scenario licence: " + refused.Error())
		}
	}
}

func baseRoom(r *site.Room) {
	defaultRoom(r)
	m := r.Hosts[0].Slots[0]
	m.Speed = feature.Base
	m.Lifetime.Features = feature.RemoteShare | feature.HSMSpeed0
	for _, l := range deliver(r, "mt-1000", "HSMSpeed1", "HSMSpeed2")[:1] {
		if refused := m.License(l); refused != nil {
			panic("BUG: scenario licence: " + refused.Error())
		}
	}
}

// deliver puts licences for the first module into the mail folder of its host.
func deliver(r *site.Room, names ...string) []feature.Licence {
	var list []feature.Licence
	for _, name := range names {
		l, err := grantOf(name)
		if err != nil {
			panic("BUG: scenario licence: " + err.Error())
		}
		l.ESN, l.Issued = r.Hosts[0].Slots[0].ESN, day(clock.Epoch)
		if _, err := deliverLicence(r.Hosts[0], l, name); err != nil {
			panic("BUG: scenario licence: " + err.Error())
		}
		list = append(list, l)
	}
	return list
}
