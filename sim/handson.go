package sim

import (
	"fmt"
	"maps"
	"slices"

	"hsmlab/sim/host"
	"hsmlab/sim/led"
	"hsmlab/sim/module"
	"hsmlab/sim/solo"
	"hsmlab/sim/workbench"
)

// The controls of Set for work with the hands.
const (
	BenchControl  = "bench"  // a step of replacing the battery of a module, by ESN: one of workbench.Steps
	ReturnControl = "return" // a module or a network-attached unit is sent back to the vendor: "vendor"
)

// benched is the replacement of a module's battery, as far as it has come. A step that is refused leaves no trace, so
// looking at it makes none.
func (l *Lab) benched(esn string) *workbench.Bench {
	if b := l.benches[esn]; b != nil {
		return b
	}
	return &workbench.Bench{}
}

// setBench does a step of replacing a battery.
func (l *Lab) setBench(e Set) error {
	c := l.solo(e.Target)
	m, _ := l.room.Module(e.Target)
	switch {
	case c == nil && m == nil:
		return fmt.Errorf("no module %q in the lab", e.Target)
	case c != nil && c.Product != led.SoloXC:
		return soldered(c)
	}
	powered := c != nil && c.Powered() || m != nil && m.Powered()
	b := l.benched(e.Target).Copy()
	if err := b.Do(e.Value, powered); err != nil {
		return err
	}
	if l.benches == nil {
		l.benches = map[string]*workbench.Bench{}
	}
	l.benches[e.Target] = &b
	switch v, changed := b.Millivolts(); {
	case !changed:
	case m != nil:
		m.SetBattery(v)
	case b.Seated:
		replaceIn(c, v)
	default:
		c.TakeCell()
	}
	return nil
}

// replaceIn puts a new cell into a Solo XC.
func replaceIn(c *solo.Card, millivolts int) {
	c.PutCell(millivolts >= module.BatteryError && millivolts <= module.BatteryMax)
}

// onBench names a module of a host that lies on the workbench, "" if none does: the host is not switched on then.
func (l *Lab) onBench(h *host.Host) string {
	for _, esn := range slices.Sorted(maps.Keys(l.benches)) {
		_, of := l.room.Module(esn)
		if of == nil {
			_, of = l.room.HSM(esn)
		}
		if of == h && l.benches[esn].Away() {
			return esn
		}
	}
	return ""
}

// BenchSnapshot is the replacement of a module's battery, as far as it has come.
type BenchSnapshot struct {
	ESN      string   `json:"esn"`
	Strap    bool     `json:"wrist_strap"`
	Pulled   bool     `json:"pulled"`
	Flat     bool     `json:"flat"`
	Empty    bool     `json:"bt1_empty"`
	Cell     string   `json:"cell,omitempty"`
	Seated   bool     `json:"seated"`
	Reversed bool     `json:"reversed"`
	Mistakes []string `json:"mistakes"`
	Told     string   `json:"told"` // what the last step was like
}

func (l *Lab) viewBenches() []BenchSnapshot {
	var list []BenchSnapshot
	for _, esn := range slices.Sorted(maps.Keys(l.benches)) {
		b := l.benches[esn]
		list = append(list, BenchSnapshot{esn, b.Strap, b.Pulled, b.Flat, b.Empty, b.Cell, b.Seated, b.Reversed, append([]string{}, b.Mistakes...), b.Told})
	}
	return list
}
