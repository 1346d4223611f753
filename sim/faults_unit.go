package sim

import (
	"fmt"
	"slices"
	"strconv"

	"hsmlab/sim/chassis"
	"hsmlab/sim/led"
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

// faultsOf lists the faults that Inject knows for a network-attached unit: of its parts, then the error codes of the
// module inside, whose product decides which there are (guide 4.16).
func faultsOf(u *chassis.Unit) []FaultInfo {
	var list []FaultInfo
	for _, f := range unitFaults {
		list = append(list, FaultInfo{Name: f.name, About: f.about})
	}
	if u.Product.Inside() == led.Shield5s {
		for _, c := range led.Codes() {
			list = append(list, FaultInfo{Name: c.Digits, About: c.Meaning})
		}
		for _, c := range led.RemoteCodes() {
			list = append(list, FaultInfo{Name: c.Letters, About: c.Meaning})
		}
	}
	list = append(list, distressFaults(u.Product.Inside())...)
	return append(list, FaultInfo{Name: RandomFault, About: "One of the parts, or an error code, which the seed of the lab chooses"})
}

// injectUnit makes a fault of a network-attached unit, or takes the cause of an error code away.
func (l *Lab) injectUnit(u *chassis.Unit, e Inject) error {
	if e.Fault == RandomFault && e.Value == "" {
		l.mishapOf(u)
		return nil
	}
	i := slices.IndexFunc(unitFaults, func(f unitFault) bool { return f.name == e.Fault })
	switch {
	case i < 0:
		return l.injectInside(u, e)
	case e.Value == "clear":
		return fmt.Errorf("fault %s is not cleared by itself; %s", e.Fault, unitFaults[i].cure)
	case e.Value != "":
		return fmt.Errorf("fault %s takes no value", e.Fault)
	}
	return unitFaults[i].make(u)
}

// mishapOf draws a fault of a unit: one of its parts, or, as likely as one of them, any error of the module inside. What
// happened already happens again without an effect: the draw is spent.
func (l *Lab) mishapOf(u *chassis.Unit) {
	const inside = "inside"
	names := []string{inside}
	for _, f := range unitFaults {
		names = append(names, f.name)
	}
	switch drawn := l.mishap(names); {
	case drawn != inside:
		_ = unitFaults[slices.Index(names, drawn)-1].make(u)
	case u.Phase() == chassis.On:
		u.Break(l.mishap(lampCodes(u.Product.Inside())), false)
	}
}

// injectInside makes an error of the module in a unit, or takes its cause away.
func (l *Lab) injectInside(u *chassis.Unit, e Inject) error {
	code := e.Fault
	if u.Product.Inside() != led.Shield5s {
		code = numeral(code)
	}
	switch {
	case e.Value == "clear":
		return mendInside(u, code)
	case e.Value == "", e.Value == "tamper" && u.Product == chassis.ConnectXC:
		return l.breakInside(u, code, e)
	}
	return fmt.Errorf("fault %s takes no value but clear, and T on a Connect XC tamper", e.Fault)
}

func mendInside(u *chassis.Unit, code string) error {
	switch {
	case ofNcoreapi(u, code):
		return fmt.Errorf("fault %s has no cause that stays: a reboot of the unit ends the error state", code)
	case !u.Mend(code):
		return fmt.Errorf("the HSM in unit %s does not have fault %s, of a kind whose cause can be taken away", u.Name, code)
	}
	return nil
}

func (l *Lab) breakInside(u *chassis.Unit, code string, e Inject) error {
	if e.Value == "tamper" {
		if err := tamperCode(u.Product.Inside(), code); err != nil {
			return err
		}
	}
	switch {
	case u.Phase() != chassis.On, ofNcoreapi(u, code) && u.Ncoreapi() == nil:
		return fmt.Errorf("the HSM in unit %s does not run, so nothing in it can fail", u.Name)
	case !u.Break(code, e.Value == "tamper"):
		return l.noFault(e)
	}
	return nil
}

// ofNcoreapi reports whether a code is one of the ncoreapi service of a 5s alone, of which the lamp tells nothing (D-77).
func ofNcoreapi(u *chassis.Unit, code string) bool {
	c, ok := led.Remote(code)
	return ok && c.Lamp == "" && u.Product.Inside() == led.Shield5s
}
