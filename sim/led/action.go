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

// upgrades are the errors of maintenance mode that another firmware upgrade may cure (guide 4.16.4).
var upgrades = []string{"IH", "IL", "IM", "IP", "IR", "IU", "IX", "KFE", "KFP"}

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

// Action is what to do about the error code that a signal shows; "" if it shows none that the product has. A code with
// two meanings can have two actions.
func (s Signal) Action() string {
	if s.Meaning() == "" {
		return ""
	}
	if s.Pattern == Morse {
		return callSupport
	}
	var all []string
	for _, c := range Distress(s.Product, s.Code) {
		if a := c.Action(); !slices.Contains(all, a) {
			all = append(all, a)
		}
	}
	return strings.Join(all, "; or: ")
}
