package sim

import (
	"fmt"
	"maps"
	"slices"

	"hsmlab/sim/chassis"
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

// sendBack sends a module or a unit to the vendor. It must be in factory state, unless it does not work (guide 4.19).
func (l *Lab) sendBack(e Set) error {
	if e.Value != "vendor" {
		return fmt.Errorf("return goes to the vendor, not to %q", e.Value)
	}
	if slices.Contains(l.returned, e.Target) {
		return fmt.Errorf("%s is on its way back already", e.Target)
	}
	if l.benched(e.Target).Away() {
		return fmt.Errorf("module %s lies on the workbench: put it back first (lab battery fit)", e.Target)
	}
	if u := l.chassis(e.Target); u != nil {
		return l.sendUnit(u)
	}
	if c := l.solo(e.Target); c != nil {
		return l.sendSolo(c)
	}
	m, h := l.room.Module(e.Target)
	switch {
	case m == nil:
		return fmt.Errorf("no module %q in the lab that one could send back", e.Target)
	case h != nil && h.Phase() != host.Off:
		return fmt.Errorf("host %s is %s; switch it off before its case is opened", h.Name, h.Phase())
	case !m.Factory() && len(m.Faults()) == 0:
		return fmt.Errorf("module %s works and is not in factory state: run hsmadmin factorystate before it leaves the house (guide 4.19)", m.ESN)
	}
	if h != nil {
		l.room.Move(m, nil)
	}
	l.returned = append(l.returned, m.ESN)
	return nil
}

// sendSolo sends back a Solo. One that works holds no Security World any more.
func (l *Lab) sendSolo(c *solo.Card) error {
	_, h := l.room.HSM(c.ESN)
	switch {
	case h != nil && h.Phase() != host.Off:
		return fmt.Errorf("host %s is %s; switch it off before its case is opened", h.Name, h.Phase())
	case c.Holds().Real() && len(c.Faults()) == 0:
		return fmt.Errorf("module %s works and holds a Security World: run initunit before it leaves the house (guide 4.19)", c.ESN)
	}
	if h != nil {
		l.room.MoveCard(c, nil)
	}
	l.returned = append(l.returned, c.ESN)
	return nil
}

func (l *Lab) sendUnit(u *chassis.Unit) error {
	clients, _ := u.Clients()
	if (u.World().Real() || len(clients) > 0) && !u.Tampered() {
		return fmt.Errorf("unit %s works and is not in factory state: System > System configuration > Factory state (guide 4.19)", u.Name)
	}
	u.SetMains(false)
	l.returned = append(l.returned, u.Name)
	return nil
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
