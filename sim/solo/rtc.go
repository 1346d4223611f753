package solo

import (
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/led"
	"hsmlab/sim/refusal"
)

// The battery of the real-time clock (guide 4.3.4).
const (
	SoloReserve = 14 * 24 * time.Hour // a full rechargeable battery of a Solo+
	ChargeTime  = 10 * time.Hour      // under power, from empty to full
	XCReserve   = 3650 * 24 * time.Hour
)

// rtc is the clock and its battery. Charge is the time for which the battery could power the clock.
type rtc struct {
	clock        clock.Drifting
	full, charge time.Duration
	rechargeable bool
	since        time.Duration // when the mains last came or went
	on           bool          // mains
	lost         bool
	odd          bool // the cell's voltage is out of range
}

func newRTC(p led.Product) rtc {
	if p == led.SoloXC {
		return rtc{full: XCReserve, charge: XCReserve}
	}
	return rtc{full: SoloReserve, charge: SoloReserve, rechargeable: true}
}

// left is the charge at a moment.
func (r rtc) left(now time.Duration) time.Duration {
	switch passed := now - r.since; {
	case !r.on:
		return max(r.charge-passed, 0)
	case !r.rechargeable:
		return r.charge
	case passed >= ChargeTime:
		return r.full
	default:
		return min(r.charge+r.full/time.Second*(passed/time.Second)/(ChargeTime/time.Second)*time.Second, r.full)
	}
}

// mains is called when power comes: an empty battery has lost the time.
func (r *rtc) mains(now time.Duration) {
	r.charge = r.left(now)
	r.lost = r.lost || r.charge == 0
	r.since, r.on = now, true
}

func (r *rtc) cut(now time.Duration) {
	r.charge = r.left(now)
	r.since, r.on = now, false
}

// Now is the date and time of the card's clock. After a loss it counts from 1970 on [simulated].
func (c *Card) Now() time.Time {
	if c.rtc.lost {
		return time.Unix(0, 0).UTC().Add(c.time.Now() - c.rtc.since)
	}
	return c.rtc.clock.At(c.time.Now())
}

// ClockLost reports whether the card does not know the time.
func (c *Card) ClockLost() bool { return c.rtc.lost }

// Charge is the part of the battery's charge that is left, in percent.
func (c *Card) Charge() int { return int(c.rtc.left(c.time.Now()) / (c.rtc.full / 100)) }

// Store lets the card have lain without power for a time before the scenario began.
func (c *Card) Store(d time.Duration) { c.rtc.charge = max(c.rtc.charge-d, 0) }

var badToken = refusal.Rule{ID: "G-4.3.4-2", Guide: "4.3.4", Basis: refusal.Documented}

// ReadClock reads the clock, which fails once the time was lost.
func (c *Card) ReadClock() (time.Time, *refusal.Refusal) {
	if c.rtc.lost {
		return time.Time{}, badToken.New("module", "GetRTC", "BadTokenData")
	}
	return c.Now(), nil
}

// TakeCell takes the battery out of a card without power, which forgets the time.
func (c *Card) TakeCell() {
	c.rtc.charge, c.rtc.since, c.rtc.lost, c.rtc.odd = 0, c.time.Now(), true, false
}

// PutCell puts a battery in: a full one, or one whose voltage is out of range, which the card notices when it has
// power. Neither brings the time back.
func (c *Card) PutCell(good bool) {
	c.rtc.since, c.rtc.odd = c.time.Now(), !good
	if good {
		c.rtc.charge = c.rtc.full
	}
}

// checkCell is called when power comes. A battery that is out of range is a tamper event, which stays when another one
// is put in (guide 4.16.6).
func (c *Card) checkCell() {
	if c.rtc.odd {
		c.Break("B", false)
	}
}

// Discharge empties the battery of a card that has power: the next loss of power loses the time.
func (c *Card) Discharge() { c.rtc.charge, c.rtc.since = 0, c.time.Now() }

// LoseClock makes the card forget the time, as after a long time without mains (guide 4.3.4). Its battery is empty.
func (c *Card) LoseClock() {
	c.Discharge()
	c.rtc.lost = true
}

// SetClock sets the clock. The battery needs ChargeTime under power to hold it through the next loss of power.
func (c *Card) SetClock(t time.Time) {
	c.rtc.clock = c.rtc.clock.Set(c.time.Now(), t)
	c.rtc.lost = false
}
