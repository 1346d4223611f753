package led

import (
	"slices"
	"strings"
)

// What people do about an error.
const (
	callSupport = "contact Support"
	offAndOn    = "turn the module off and on"
	coolIt      = "restart the host and improve the cooling"
	reflash     = "repeat the firmware upgrade"
	giveBack    = "contact Support; the module must be destroyed or returned"
)

// What people do about an error of the 5s. The guide names an action for full logs (4.17.1), heat (4.4.3.3) and the
// battery (4.13.1); for all others it wants Support to know of them, and a reset tried (4.4.2). Which ones that helps
// is ruling D-37.
const (
	clearLogs  = "export and expire the logs, reset the HSM, restart the hardserver"
	coolDown   = "let the HSM cool down and improve the cooling, then reset it"
	newBattery = "contact Support for a new battery, and replace the old one"
	resetIt    = "reset the HSM, and contact Support even if that helps"
	noReset    = "contact Support; a reset does not help"
)

// upgrades are the errors of maintenance mode that another firmware upgrade may cure (guide 4.16.4).
var upgrades = []string{"IH", "IL", "IM", "IP", "IR", "IU", "IX", "KFE", "KFP"}

// Action is what to do about the error.
func (c Code) Action() string {
	switch {
	case c.Digits == "2-5-5":
		return clearLogs
	case c.Digits == "1-1-1":
		return newBattery
	case !c.Clears:
		return noReset
	case strings.HasPrefix(c.Digits, "1-5-"): // those of them that clear are temperatures
		return coolDown
	}
	return resetIt
}

// Action is what the guide says to do about the error (4.16.2 to 4.16.6).
func (c SOSCode) Action() string {
	switch {
	case c.Category == Tampering:
		return giveBack
	case slices.Contains(upgrades, c.Letters):
		return reflash
	}
	return action(c.Category, c.Letters)
}

// Action is what the guide says to do about the error (4.4.3.1 to 4.4.3.3).
func (c RemoteCode) Action() string {
	if c.Category == Runtime {
		return "reset the HSM"
	}
	return action(c.Category, c.Letters)
}

func action(c Category, letters string) string {
	switch {
	case c == Runtime, letters == "D":
		return offAndOn
	case letters == "T":
		return coolIt
	}
	return callSupport
}

// Actions are what to do about the error code that a signal shows; none if it shows none that the product has. A code
// with two meanings can have two.
func (s Signal) Actions() []string {
	if s.Meaning() == "" {
		return nil
	}
	if s.Pattern == Morse {
		c, _ := Lookup(s.Code)
		return []string{c.Action()}
	}
	var all []string
	for _, c := range Distress(s.Product, s.Code) {
		if a := c.Action(); !slices.Contains(all, a) {
			all = append(all, a)
		}
	}
	return all
}

// Action is the actions in words, "" for none.
func (s Signal) Action() string { return strings.Join(s.Actions(), "; or: ") }
