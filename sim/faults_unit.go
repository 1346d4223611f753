package sim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hsmlab/sim/chassis"
)

// unitFault is a fault of a network-attached unit, and how it ends.
type unitFault struct {
	name, about, cure string
	make              func(*chassis.Unit) error
}

// unitFaults lists them by name.
var unitFaults = slices.Concat(fanFaults(), []unitFault{
	{"fan-battery-low", "The backup batteries on the fan tray run low", "a new fan tray ends it: lab fan out, lab fan in", (*chassis.Unit).DrainTray},
	{"fan-pair", "Both fans of a pair fail, and the unit shuts down", "a new fan tray ends it: lab fan out, lab fan in", func(u *chassis.Unit) error {
		if err := u.FailFan(1); err != nil {
			return err
		}
		return u.FailFan(2)
	}},
	{"lid-open", "The lid is taken off", "lab lid close and a reboot, after which the unit is in factory state", (*chassis.Unit).OpenLid},
	{"psu-1", "Power supply 1 fails", "a good PSU ends it: lab psu 1 in", failSupply(1)},
	{"psu-2", "Power supply 2 fails", "a good PSU ends it: lab psu 2 in", failSupply(2)},
	{"tamper", "The case is pierced", "nothing: the unit goes back to factory state by itself", func(u *chassis.Unit) error { return u.Damage("drill") }},
})

func fanFaults() []unitFault {
	var list []unitFault
	for n := range chassis.Fans {
		list = append(list, unitFault{
			"fan-" + strconv.Itoa(n+1), "Fan " + strconv.Itoa(n+1) + " stops", "a new fan tray ends it: lab fan out, lab fan in",
			func(u *chassis.Unit) error { return u.FailFan(n + 1) },
		})
	}
	return list
}

func failSupply(number int) func(*chassis.Unit) error {
	return func(u *chassis.Unit) error { return u.SetSupply(number, chassis.Failed) }
}

// faultsOfUnits lists the faults that Inject knows for a network-attached unit.
func faultsOfUnits() []FaultInfo {
	var list []FaultInfo
	for _, f := range unitFaults {
		list = append(list, FaultInfo{Name: f.name, About: f.about})
	}
	return append(list, FaultInfo{Name: RandomFault, About: "One of these, which the seed of the lab chooses"})
}

// injectUnit makes a fault of a network-attached unit.
func (l *Lab) injectUnit(u *chassis.Unit, e Inject) error {
	var names []string
	for _, f := range unitFaults {
		names = append(names, f.name)
	}
	if e.Fault == RandomFault && e.Value == "" { // what happened already happens again without an effect: the draw is spent
		i := slices.Index(names, l.mishap(names))
		_ = unitFaults[i].make(u)
		return nil
	}
	i := slices.Index(names, e.Fault)
	switch {
	case i < 0:
		return fmt.Errorf("no fault %q on a network-attached unit; there are %s, %s", e.Fault, strings.Join(names, ", "), RandomFault)
	case e.Value == "clear":
		return fmt.Errorf("fault %s is not cleared by itself; %s", e.Fault, unitFaults[i].cure)
	case e.Value != "":
		return fmt.Errorf("fault %s takes no value", e.Fault)
	}
	return unitFaults[i].make(u)
}
