package chassis

import (
	"net/netip"
	"slices"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/led"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// Product is the model of a unit.
type Product string

// The models that differ in what is simulated here.
const (
	NShield5c Product = "nShield 5c"
	ConnectXC Product = "nShield Connect XC"
)

// Phase is what the unit is doing.
type Phase string

// The phases. A unit that was shut down by its fans is in standby too: it waits for the power button.
const (
	Off     Phase = "off"     // no mains at any power supply that works
	Standby Phase = "standby" // mains, but put down with the power button
	Booting Phase = "booting"
	On      Phase = "on"
)

// Times that the guide does not tell [simulated].
const (
	BootTime     = 90 * time.Second
	ShutdownTime = 5 * time.Second // how long "Many fans have failed" stays on the display
)

// Unit is one network-attached HSM.
type Unit struct {
	Name    string // host name
	ESN     string // of the internal module
	Product Product
	Reader  world.Reader // the slot at the front
	Address netip.Prefix // on the network of its clients; the zero Prefix when it was not set

	// Files reads the Security World from the remote file system (RFS); false when there is none.
	Files func() (world.World, bool)
	// Keep writes the unit's configuration to the remote file system; nil where there is none.
	Keep func(config []byte)

	time  *clock.Clock
	ncore *vcm.VCM
	phase Phase
	timer *clock.Timer // end of a boot or of a shutdown

	mains    bool
	supplies [2]Supply
	beeping  bool
	tray     tray
	heat     heat
	security security
	panel    panel
	config   config
	settings settings

	faults []Fault // of the module inside
	signal led.Signal
	since  time.Duration
}

// New makes a unit in factory state, with mains and running.
func New(name, esn string, p Product, t *clock.Clock) *Unit {
	u := &Unit{
		Name: name, ESN: esn, Product: p, time: t, phase: On, mains: true, supplies: [2]Supply{Working, Working},
		tray: newTray(), heat: newHeat(), security: newSecurity(), settings: factorySettings(), signal: led.Off,
		ncore: &vcm.VCM{UUID: esn, Name: name, DiskKB: vcm.IdleDiskKB, Now: t.Wall},
		Files: func() (world.World, bool) { return world.World{}, false },
	}
	u.ncore.Initialised = func() { u.heat.forget(t.Now()) }
	u.ncore.Start()
	return u
}

// Phase is what the unit is doing.
func (u *Unit) Phase() Phase { return u.phase }

// fed reports whether mains arrive through a power supply.
func (u *Unit) fed() bool { return u.mains && slices.Contains(u.supplies[:], Working) }

// SetMains plugs both mains cables in or out. A unit that gets its power back boots by itself.
func (u *Unit) SetMains(on bool) {
	u.mains = on
	u.feed()
}

// feed follows a change of the power supply.
func (u *Unit) feed() {
	switch fed := u.fed(); {
	case !fed && u.phase != Off:
		u.stop(Off)
	case fed && u.phase == Off:
		u.boot()
	}
	u.watchTray()
}

// stop ends whatever runs.
func (u *Unit) stop(p Phase) {
	u.time.Stop(u.timer)
	u.tray.land()
	u.heat.turn(u.time.Now(), u.warmth(p))
	u.phase = p
	u.ncore.Stop()
	u.panel = panel{}
}

// boot starts the unit.
func (u *Unit) boot() {
	u.stop(Booting)
	u.clearFaults()
	u.timer = u.time.After(BootTime, u.booted)
}

// booted ends a boot. A tamper event that is not dealt with forces the factory state as soon as the lid is closed
// (guide 4.14.1.1, 4.14.1.2).
func (u *Unit) booted() {
	u.phase = On
	if u.security.pending && !u.security.open {
		u.factory()
		u.security.pending, u.security.reset = false, true
	}
	u.Clear()
	if !u.security.pending && !u.tray.pairGone() && !u.Failed() {
		u.ncore.Start()
	}
	if u.tray.pairGone() {
		u.tray.fell = true
	}
	u.heat.turn(u.time.Now(), u.warmth(On))
}

// factory wipes what was set since the factory.
func (u *Unit) factory() {
	features := u.config.factory
	u.config = config{factory: features, certificates: u.config.certificates}
	u.settings = factorySettings()
	u.Publish()
	u.ncore = &vcm.VCM{UUID: u.ESN, Name: u.Name, DiskKB: vcm.IdleDiskKB, Now: u.ncore.Now, Initialised: u.ncore.Initialised}
	u.enable()
	u.heat.forget(u.time.Now())
}

// FactoryState returns a running unit to factory state, as its menu does (guide 4.19).
func (u *Unit) FactoryState() {
	u.factory()
	u.ncore.Start()
}

// Working reports whether the unit does cryptography with a Security World.
func (u *Unit) Working() bool { return u.phase == On && u.ncore.Mode() == vcm.Operational }

// Serial, Kind, Seen, Answers, Vanish, SetPower, Ncoreapi, Status and Port make the unit one of the HSMs that a
// client's hardserver knows. The mains of the client are not those of the unit.

// Serial is the electronic serial number.
func (u *Unit) Serial() string { return u.ESN }

// Kind is the product's name.
func (u *Unit) Kind() string { return string(u.Product) }

// SetPower does nothing: a client's mains are not the unit's.
func (u *Unit) SetPower(bool) {}

// Seen is always so: a client's configuration names the unit, whether it is up or not, and that gives it its number.
func (u *Unit) Seen() bool { return true }

// Answers reports whether clients reach the unit.
func (u *Unit) Answers() bool { return u.phase == On && len(u.config.clients) > 0 }

// Vanish does nothing: no bus connects client and unit.
func (u *Unit) Vanish() {}

// Ncoreapi is the service that clients talk to, nil when it takes no commands.
func (u *Unit) Ncoreapi() *vcm.VCM {
	if u.phase != On || !u.ncore.Answers() {
		return nil
	}
	return u.ncore
}

// Port is the card slot at the front.
func (u *Unit) Port() *world.Reader { return &u.Reader }

// World is the Security World in the internal module; the zero World when there is none.
func (u *Unit) World() world.World { return u.ncore.Holds() }
