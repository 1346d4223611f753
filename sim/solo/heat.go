package solo

import (
	"time"

	"hsmlab/sim/clock"
)

// Temperatures in millidegrees Celsius [simulated]: the guide says that a module which is not well ventilated gets
// too hot, that memory fails then, and that there is a maximum (guide 4.16.2, 4.16.5).
const (
	NormalAmbient = 22_000
	MemoryLimit   = 80_000 // from it on, access to memory fails: SOS-OLE
	MaxLimit      = 90_000 // from it on: SOS-T
)

// Rise is by how much a card under power gets warmer than its room, by the air that moves over it.
const (
	NormalRise = 24_000
	LowRise    = 44_000
	NoAirRise  = 66_000
)

// perDegree is how long a card takes to become one degree warmer or cooler.
const perDegree = 10 * time.Second

// heat is the temperature at a moment, and where it moves from there.
type heat struct {
	ambient, rise int
	milli         int // at since
	since         time.Duration
	timer         *clock.Timer
}

// target is where the temperature ends up.
func (c *Card) target() int {
	if !c.power {
		return c.heat.ambient
	}
	return c.heat.ambient + c.heat.rise
}

// Temperature of the card, in millidegrees Celsius.
func (c *Card) Temperature() int {
	moved := int((c.time.Now() - c.heat.since) * 1000 / perDegree)
	if to := c.target(); to < c.heat.milli {
		return max(c.heat.milli-moved, to)
	}
	return min(c.heat.milli+moved, c.target())
}

// Air is the temperature of the room and the rise over it, in millidegrees.
func (c *Card) Air() (ambient, rise int) { return c.heat.ambient, c.heat.rise }

// SetAir changes the room or the air that moves over the card.
func (c *Card) SetAir(ambient, rise int) {
	c.mark()
	c.heat.ambient, c.heat.rise = ambient, rise
	c.warm()
}

// mark notes the present temperature, before something changes where it moves.
func (c *Card) mark() { c.heat.milli, c.heat.since = c.Temperature(), c.time.Now() }

// warm lets heat do what it does now, and comes back when the next limit is reached.
func (c *Card) warm() {
	c.time.Stop(c.heat.timer)
	c.heat.timer = nil
	if !c.power {
		return
	}
	now, next := c.Temperature(), 0
	switch {
	case now < MemoryLimit:
		next = MemoryLimit
	case now < MaxLimit:
		c.fail("OLE")
		next = MaxLimit
	default:
		c.fail("T")
	}
	if next > 0 && c.target() >= next {
		c.heat.timer = c.time.After(time.Duration(next-now)*perDegree/1000, c.warm)
	}
}

// fail is Break for an error that heat makes: a card that has failed already does not fail again.
func (c *Card) fail(letters string) {
	if len(c.faults) == 0 {
		c.Break(letters, false)
		if letters == "T" {
			c.faults[0].Heat = true
		}
	}
}

// TooHot reports whether heat is the cause of an error that the card has.
func (c *Card) TooHot(letters string) bool {
	for _, f := range c.faults {
		if f.Heat && f.Code.Letters == letters {
			return c.Temperature() >= MaxLimit
		}
	}
	return false
}

// cool takes the cause of errors away that heat made, when it is gone.
func (c *Card) cool() {
	for i := range c.faults {
		if c.faults[i].Heat && c.Temperature() < MaxLimit {
			c.faults[i].Cause = false
		}
	}
}
