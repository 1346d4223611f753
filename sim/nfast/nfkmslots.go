package nfast

import (
	"cmp"
	"fmt"
	"strings"

	"hsmlab/sim/host"
	"hsmlab/sim/remoteslot"
	"hsmlab/sim/world"
)

func showSlot(p *host.Process, number int, s remoteslot.Slot, w world.World) {
	p.Printf("\nModule #%d Slot #%d IC %d\n", number, s.Number, s.Insertions())
	line := func(name, value string) { p.Printf(" %-13s %s\n", name, value) }
	kind, list := "SmartCard", "0x2 SupportsAuthentication"
	switch {
	case s.Soft:
		kind, list = "SoftToken", "0x0"
	case s.Dynamic && s.Associated:
		list = "0x180002 SupportsAuthentication DynamicSlot Associated"
	case s.Dynamic:
		list = "0x80002 SupportsAuthentication DynamicSlot"
	}
	c := s.Card()
	line("generation", "1")
	line("phystype", kind)
	line("slotlistflags", list)
	line("state", slotState(c, w))
	flags, share, shares, set := "0x0", 0, "", "No Cardset"
	if c != nil && c.Kind != world.Blank {
		share = c.Share
		switch {
		case c.Kind == world.Admin:
			shares, set = "NSO(PIN) R(PIN) NV(PIN) RTC(PIN) DSEE(PIN) FTO(PIN)", "No Cardset"
		case c.Remote:
			flags, shares = "0x20000 RemoteEnabled", "LTU(Remote)"
		default:
			shares = "LTU"
		}
		if c.Kind == world.Operator {
			set = fmt.Sprintf("Cardset\n %-13s %q\n %-13s %s\n %-13s %s", "name", c.Title, "k-out-of-n", c.Quorum, "hkltu", c.Set)
		}
	}
	line("flags", flags)
	line("shareno", fmt.Sprint(share))
	p.Printf("%s\n", strings.TrimRight(fmt.Sprintf(" %-13s %s", "shares", shares), " "))
	line("error", cmp.Or(string(s.Trouble), "OK"))
	p.Printf("%s\n", set)
}

// slotState: the words of Empty and Operator are real (facts 3.6), the others are simulated.
func slotState(c *world.Card, w world.World) string {
	switch {
	case c == nil:
		return "0x2 Empty"
	case c.Kind == world.Blank && !c.Formatted:
		return "0x8 Unformatted"
	case c.Kind == world.Blank:
		return "0x3 Blank"
	case c.World != w.KNSO:
		return "0x6 Unidentified"
	case c.Kind == world.Admin:
		return "0x4 Admin"
	}
	return "0x5 Operator"
}
