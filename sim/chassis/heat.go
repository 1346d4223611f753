package chassis

import (
	"fmt"
	"time"

	"hsmlab/sim/refusal"
)

// Air of a room in which cooling is good, thousandths of a degree.
const standardAmbient = 24_000

// Expected is the range of internal temperatures in the guide's table, degrees (guide 4.13.2).
const (
	ExpectedMin = 10
	ExpectedMax = 45
)

// heat is the temperature of the air inside. It follows its surroundings by half a degree a minute [simulated].
type heat struct {
	ambient, above int // millidegrees: the room, and what the vents let through
	at             time.Duration
	from, target   int
	highest        int
}

func newHeat() heat {
	return heat{ambient: standardAmbient, above: 8_000, from: 32_000, target: 32_000, highest: 32_000}
}

const pace = 500 // millidegrees a minute

// now is the first internal temperature.
func (h *heat) now(t time.Duration) int {
	step := int((t - h.at) / (time.Minute / pace))
	if h.target > h.from {
		return min(h.from+step, h.target)
	}
	return max(h.from-step, h.target)
}

// turn notes that from now on the temperature tends to another one.
func (h *heat) turn(t time.Duration, target int) {
	h.highest = h.max(t)
	h.from, h.at, h.target = h.now(t), t, target
}

func (h *heat) max(t time.Duration) int { return max(h.highest, h.now(t)) }

// forget clears the highest temperature: the HSM was initialized (guide 4.13.2).
func (h *heat) forget(t time.Duration) { h.highest = h.now(t) }

// warmth is the temperature to which the inside tends in a phase.
func (u *Unit) warmth(p Phase) int {
	if p != On && p != Booting {
		return u.heat.ambient
	}
	fans := 4_000 * u.tray.broken()
	if u.tray.out {
		fans = 30_000
	}
	return u.heat.ambient + u.heat.above + fans
}

// Air are the temperature of the room, thousandths of a degree, and the way that the air has: "normal", "low" or "none".
func (u *Unit) Air() (int, string) {
	for _, way := range []string{"low", "none"} {
		if blocked[way] == u.heat.above {
			return u.heat.ambient, way
		}
	}
	return u.heat.ambient, "normal"
}

// blocked is how much warmer it is inside, by what lies before the vents [simulated].
var blocked = map[string]int{"normal": 8_000, "low": 16_000, "none": 26_000}

// SetAmbient sets the temperature of the room, thousandths of a degree.
func (u *Unit) SetAmbient(milli int) {
	u.heat.ambient = milli
	u.heat.turn(u.time.Now(), u.warmth(u.phase))
}

// SetAirflow sets what the vents let through: "normal", "low" or "none".
func (u *Unit) SetAirflow(way string) error {
	above, ok := blocked[way]
	if !ok {
		return fmt.Errorf("airflow %q is none of normal, low and none", way)
	}
	u.heat.above = above
	u.heat.turn(u.time.Now(), u.warmth(u.phase))
	return nil
}

// Climate are the internal temperatures under HostEnvStats, thousandths of a degree.
type Climate struct{ Current, Current2, Max, Max2 int }

// second is how much warmer the second place inside is [simulated].
const second = 1_500

// Climate measures the air inside.
func (u *Unit) Climate() Climate {
	t := u.time.Now()
	now, top := u.heat.now(t), u.heat.max(t)
	return Climate{now, now + second, top, top + second}
}

// Findings are the values out of the expected range, as refusals without an error: the statistics print them without
// a word, lab explain tells.
func (c Climate) Findings() []*refusal.Refusal {
	var list []*refusal.Refusal
	for _, f := range []struct {
		name, id string
		milli    int
		low      bool // has a minimum too
	}{
		{"CurrentTempC", "G-4.13.2-10", c.Current, true}, {"CurrentTemp2C", "G-4.13.2-11", c.Current2, true},
		{"MaxTempC", "G-4.13.2-12", c.Max, false}, {"MaxTemp2C", "G-4.13.2-13", c.Max2, false},
	} {
		rule := refusal.Rule{ID: f.id, Guide: "4.13.2", Basis: refusal.Documented}
		switch {
		case f.milli > ExpectedMax*1000:
			list = append(list, rule.New("chassis", "HostEnvStats", fmt.Sprintf("%s is %s, above the %d expected of a unit with enough cooling", f.name, Degrees(f.milli), ExpectedMax)))
		case f.low && f.milli < ExpectedMin*1000:
			list = append(list, rule.New("chassis", "HostEnvStats", fmt.Sprintf("%s is %s, below the %d expected in a room of 20 to 30 degrees", f.name, Degrees(f.milli), ExpectedMin)))
		}
	}
	return list
}

// Degrees writes thousandths of a degree as stattree does.
func Degrees(milli int) string {
	sign := ""
	if milli < 0 {
		sign, milli = "-", -milli
	}
	return fmt.Sprintf("%s%d.%02d", sign, milli/1000, milli%1000/10)
}
