package nfast

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/remoteslot"
	"hsmlab/sim/site"
	"hsmlab/sim/world"
)

var noSlot = refusal.Rule{Guide: "4.11", Basis: refusal.Simulated}

func slotinfoTree(p *host.Process, room *site.Room) cli.Spec {
	number, which, format, ignore := 0, -1, false, false
	return cli.Spec{
		Name: "slotinfo", Usage: "[-h] [--format] [--ignoreauth] -m MODULE [-s SLOT]", Guide: "4.11",
		About: "Shows the slots of a module, or formats the card in one: what the card held is destroyed.\nFlags: A authentication, R remote, D dynamic, a connected to a reader, t remote connection timed out, f secure channel failed.",
		Flags: func(f *pflag.FlagSet) {
			f.IntVarP(&number, "module", "m", 0, "Module whose slots are shown.")
			f.IntVarP(&which, "slot", "s", -1, "Only this slot.")
			f.BoolVar(&format, "format", false, "Formats the card in the slot.")
			f.BoolVar(&ignore, "ignoreauth", false, "Formats administrator and operator cards too.")
		},
		Required: []string{"module"},
		Run:      func([]string) int { return slotinfo(p, room, number, which, format, ignore) },
	}
}

func slotinfo(p *host.Process, room *site.Room, number, which int, format, ignore bool) int {
	const tool = "slotinfo"
	if !connect(p) {
		return cli.Failed
	}
	list := p.Host.Hardserver.Modules()
	if number < 1 || number > len(list) {
		return invalidModule(p, tool, number)
	}
	if r := forced(list[number-1], tool); r != nil {
		return fail(p, tool, r)
	}
	if _, ok := p.Host.Hardserver.Connected(list[number-1]); !ok {
		return fail(p, tool, wentAway.New(tool, "slots", fmt.Sprintf("module #%d does not answer", number)))
	}
	slots := slotsOf(room, p.Host, list[number-1])
	chosen, ok := remoteslot.At(slots, which)
	if !ok && (which >= 0 || format) {
		return fail(p, tool, noSlot.New(tool, "slots", fmt.Sprintf("choose one of the slots 0 to %d with -s", slots[len(slots)-1].Number)))
	}
	if format {
		return formatCard(p, chosen, ignore)
	}
	p.Printf("Slot Type         Token   IC  Flags Details\n")
	for _, s := range slots {
		if which < 0 || s.Number == which {
			showSlotLine(p, s)
		}
	}
	return cli.OK
}

func showSlotLine(p *host.Process, s remoteslot.Slot) {
	kind, token := "Smartcard", "-"
	if s.Soft {
		kind = "Software Tkn"
	}
	if s.Card() != nil {
		token = "present"
	}
	p.Printf("%s\n", strings.TrimRight(fmt.Sprintf("#%-3d %-12s %-7s %-3d %-5s %s", s.Number, kind, token, s.Insertions(), s.Flags(), s.Trouble), " "))
}

// formatCard makes a card blank. Cards that hold a share want --ignoreauth.
func formatCard(p *host.Process, s remoteslot.Slot, ignore bool) int {
	const tool = "slotinfo"
	c := s.Card()
	switch {
	case s.Remote:
		return fail(p, tool, roWrite.New(tool, "format", fmt.Sprintf("slot %d is a remote slot; cards are written at the attended module only", s.Number)))
	case c == nil:
		return fail(p, tool, noCard.New(tool, "format", fmt.Sprintf("slot %d is empty", s.Number)))
	case c.Kind != world.Blank && !ignore:
		return fail(p, tool, noSlot.New(tool, "format", fmt.Sprintf("the card is an %s card; --ignoreauth formats it all the same", c.Kind)))
	}
	p.Sleep(cardTime)
	if s.Card() != c {
		return fail(p, tool, noCard.New(tool, "format", "the card was taken out"))
	}
	c.Erase()
	p.Printf("Slot %d: card formatted\n", s.Number)
	return cli.OK
}
