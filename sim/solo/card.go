package solo

import (
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/firmware"
	"hsmlab/sim/led"
	"hsmlab/sim/refusal"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// Position is where the mode switch on the back panel stands.
type Position string

// The positions, by the letters beside the switch.
const (
	M Position = "M" // maintenance
	O Position = "O" // operational
	I Position = "I" // initialization
)

// Positions lists the positions in the order of the panel.
func Positions() []Position { return []Position{M, O, I} }

// mode is what the firmware starts in when the switch stands there.
func (p Position) mode() vcm.Mode {
	switch p {
	case M:
		return vcm.Maintenance
	case I:
		return vcm.PreInitialization
	}
	return vcm.Operational
}

// Jumpers are the override switches on the circuit board.
type Jumpers struct {
	Physical bool // On: the mode switch is ignored, as if it stood at O (guide 4.3.2)
	Remote   bool // On: nopclearfail cannot change the mode (guide 4.3.2)
}

// Card is one Solo+ or Solo XC.
type Card struct {
	ESN     string
	Product led.Product // led.SoloPlus or led.SoloXC
	Reader  world.Reader

	firmware firmware.Version
	time     *clock.Clock
	power    bool
	unseen   bool // the host's bus shows it no more, until it is rebooted
	position Position
	jumpers  Jumpers
	ncore    *vcm.VCM
	faults   []Fault
	sfp      bool // the Security Fuse Processor handles no more requests
	resets   int
	rtc      rtc
	heat     heat

	signal led.Signal
	since  time.Duration
}

// New makes a card as it leaves the factory, without power, the switch at O and both jumpers off. Firmware is its
// version, "2.61.2".
func New(esn string, product led.Product, version firmware.Version, t *clock.Clock) *Card {
	c := &Card{
		ESN: esn, Product: product, firmware: version, time: t, position: O, signal: led.Off,
		ncore: &vcm.VCM{UUID: esn, Name: string(product), DiskKB: vcm.IdleDiskKB},
		rtc:   newRTC(product), heat: heat{ambient: NormalAmbient, rise: NormalRise, milli: NormalAmbient},
	}
	c.ncore.Now = c.Now
	return c
}

// Serial is the electronic serial number.
func (c *Card) Serial() string { return c.ESN }

// Kind is the product's name.
func (c *Card) Kind() string { return string(c.Product) }

// Firmware is the version of the firmware.
func (c *Card) Firmware() firmware.Version { return c.firmware }

// Port is the card reader at the mini-DIN socket.
func (c *Card) Port() *world.Reader { return &c.Reader }

// Powered reports whether the card has power.
func (c *Card) Powered() bool { return c.power }

// Resets is how often the card was reset or power cycled.
func (c *Card) Resets() int { return c.resets }

// Position is where the mode switch stands; the mode follows at the next reset.
func (c *Card) Position() Position { return c.position }

// Jumpers are the override jumpers.
func (c *Card) Jumpers() Jumpers { return c.jumpers }

// Turn moves the mode switch. It does nothing before the next reset.
func (c *Card) Turn(to Position) { c.position = to }

// SetJumpers puts the override jumpers, on a board without power.
func (c *Card) SetJumpers(j Jumpers) { c.jumpers = j }

// SetPower gives the card power or takes it away. Power off and on resets it, and ends the error states whose cause
// is gone (guide 4.16.2).
func (c *Card) SetPower(on bool) {
	if on == c.power {
		return
	}
	c.mark()
	c.power, c.unseen = on, false
	if on {
		c.rtc.mains(c.time.Now())
		c.cool()
		c.clearFaults()
		c.checkCell()
		c.reset()
	} else {
		c.rtc.cut(c.time.Now())
		c.ncore.Stop()
	}
	c.warm()
	c.Relight()
}

// Clear resets the card, as its Clear button and ClearUnit do: the mode is that of the switch then. A card in an error
// state notices nothing: only loss of power ends that [simulated].
func (c *Card) Clear() {
	if c.power && !c.Failed() {
		c.reset()
		c.Relight()
	}
}

func (c *Card) reset() {
	c.resets++
	c.sfp = false
	c.ncore.Stop()
	if !c.Failed() {
		c.ncore.Start()
		c.ncore.Switch(c.obeyed().mode())
	}
}

// obeyed is the position of the switch that counts.
func (c *Card) obeyed() Position {
	if c.jumpers.Physical {
		return O
	}
	return c.position
}

var (
	remoteOff = refusal.Rule{ID: "G-4.3.2-3", Guide: "4.3.2", Basis: refusal.Documented}
	switched  = refusal.Rule{ID: "G-4.3.2-1", Guide: "4.3.2", Basis: refusal.Inferred}
)

// Change changes the mode as nopclearfail does. The jumper against it refuses it, and so does a switch that stands at
// M or I: what people set on the panel counts more.
func (c *Card) Change(to vcm.Mode) *refusal.Refusal {
	switch {
	case c.jumpers.Remote:
		return remoteOff.New("module", "ClearUnitEx", "the remote mode override jumper is on: the mode is changed with the switch on the back panel")
	case c.obeyed() != O:
		return switched.New("module", "ClearUnitEx", "the mode switch stands at "+string(c.position)+": put it to O to change the mode from the host")
	}
	c.resets++
	c.ncore.Stop()
	c.ncore.Start()
	c.ncore.Switch(to)
	c.Relight()
	return nil
}

// Initialise gives the card a Security Officer's key at the beginning of a scenario; hash is 40 hexadecimal digits.
func (c *Card) Initialise(hash string) {
	c.ncore.Switch(vcm.PreInitialization)
	c.ncore.Initialise(hash)
	c.ncore.Switch(c.obeyed().mode())
	c.Relight()
}

// Ncoreapi is the firmware that a hardserver talks to; nil when the card does not answer.
func (c *Card) Ncoreapi() *vcm.VCM {
	if !c.power || c.unseen || c.Failed() || !c.ncore.Active() {
		return nil
	}
	return c.ncore
}

// Mode is the mode of the ncoreapi service, "failed" in an error state and "" without power.
func (c *Card) Mode() string {
	if c.Failed() {
		return "failed"
	}
	return string(c.ncore.Mode())
}

// World is the hash of the Security Officer's key that the card holds, also without power; "" when it holds none.
func (c *Card) World() string { return c.ncore.World() }

// Holds is the Security World in the card, also without power; the zero World, or one that is not real, without.
func (c *Card) Holds() world.World { return c.ncore.Holds() }

// Seen reports whether the bus of the host shows the card.
func (c *Card) Seen() bool { return c.power && !c.unseen }

// Answers reports whether the card is there to talk to: one on the bus is, though it may tell no more than its status.
func (c *Card) Answers() bool { return true }

// Vanish takes the card off the bus until the host is rebooted (guide 4.3.1.1).
func (c *Card) Vanish() {
	c.unseen = c.power
}

// LED is the signal of the status LED and since when it shows, in virtual time.
func (c *Card) LED() (led.Signal, time.Duration) { return c.signal, c.since }

// Relight updates the LED after a change.
func (c *Card) Relight() {
	if s := c.shows(); s != c.signal {
		c.signal, c.since = s, c.time.Now()
	}
}

func (c *Card) shows() led.Signal {
	switch {
	case !c.power:
		return led.Off
	case c.Failed():
		s, ok := led.SOSError(c.Product, c.faults[0].Code.Letters)
		if !ok {
			panic("BUG: fault with unknown code " + c.faults[0].Code.Letters)
		}
		return s
	}
	switch c.ncore.Mode() {
	case vcm.Maintenance:
		return led.SoloMaintenance
	case vcm.PreInitialization, vcm.Initialization:
		return led.SoloInitialization
	}
	return led.SoloOperational
}
