package nfast

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/hsconfig"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
)

var badConfig = refusal.Rule{Guide: "4.11.2.3.2", Basis: refusal.Inferred}

func cfgRereadTree(p *host.Process, room *site.Room) cli.Spec {
	return cli.Spec{
		Name: "cfg-reread", Usage: "[-h]", Guide: "4.11.2.3.2",
		About: "Makes the hardserver read its configuration file again. Slots that cannot be imported are told.\nWhat it prints is simulated.",
		Run: func([]string) int {
			if !connect(p) || !allowed(p, "cfg-reread") {
				return cli.Failed
			}
			return reread(p, room, "cfg-reread")
		},
	}
}

// reread lets the hardserver read its configuration, and tells which slots it cannot import now.
func reread(p *host.Process, room *site.Room, tool string) int {
	s := &p.Host.Hardserver
	p.Sleep(changeTime)
	if err := s.ReadSlots(); err != nil {
		return fail(p, tool, badConfig.New("hardserver", "configuration", err.Error()))
	}
	var missing []*refusal.Refusal
	for n := range s.Slots().Imports {
		if r := imports(p, room, n); r != nil {
			missing = append(missing, r)
		}
	}
	c := s.Slots()
	p.Printf("configuration read: %d slots exported, %d imported\n", len(c.Exports), len(c.Imports)-len(missing))
	tellNotes(p, p.Host.ConfigNotes())
	status := cli.OK
	for _, r := range missing {
		status = fail(p, tool, r)
	}
	return status
}

// tellNotes prints what people should know of a configuration that has no errors.
func tellNotes(p *host.Process, notes []*hsconfig.Note) {
	for _, n := range notes {
		p.Errorf("NOTICE: %s\n", n.Error())
	}
}

// imports tells why the hardserver cannot have slot n of those that it imports, nil if it has.
func imports(p *host.Process, room *site.Room, n int) *refusal.Refusal {
	i := p.Host.Hardserver.Slots().Imports[n]
	for _, a := range p.Host.Hardserver.Modules() {
		if a.ESN == i.LocalESN {
			me := partyOf(p.Host, a)
			_, r := importing(room, me, i, me.numbers()[n])
			return r
		}
	}
	return roNoModule.New("hardserver", "import", "module "+i.LocalESN+" does not answer")
}

// slotOptions are those of cfg-remoteslots.
type slotOptions struct {
	export, imported, list bool
	entry                  [6]string
}

// slotFields are the fields of an entry in the order of slotOptions.entry.
var slotFields = [6]struct{ option, field, about string }{
	{"local-esn", "local_esn", "Module of this host."},
	{"local-slot", "local_slotid", "Its slot; for an import, the number that the slot gets."},
	{"remote-ip", "remote_ip", "Host of the other module."},
	{"remote-port", "remote_port", "Port of its hardserver; for an import."},
	{"remote-esn", "remote_esn", "The other module."},
	{"remote-slot", "remote_slotid", "Its slot; for an import."},
}

func cfgRemoteslotsTree(p *host.Process, room *site.Room) cli.Spec {
	var o slotOptions
	s := cli.Spec{
		Name: "cfg-remoteslots", Usage: "[-h] (--export | --import | --list) [--local-esn ESN] [--local-slot N] [--remote-ip ADDR] [--remote-port PORT] [--remote-esn ESN] [--remote-slot N]", Guide: "4.11.2.3",
		About: "Adds an entry to the slots that the hardserver exports or imports, and makes it read them; or lists them.\nIts options are simulated, because the guide only names the tool. An entry is taken away with nano.",
		Flags: func(f *pflag.FlagSet) {
			f.BoolVar(&o.export, "export", false, "Exports a slot.")
			f.BoolVar(&o.imported, "import", false, "Imports a slot.")
			f.BoolVar(&o.list, "list", false, "Lists what is configured.")
			for i, e := range slotFields {
				f.StringVar(&o.entry[i], e.option, "", e.about)
			}
		},
		Exclusive: [][]string{{"export", "import", "list"}},
	}
	s.Run = func([]string) int {
		switch {
		case !o.export && !o.imported && !o.list:
			p.Errorf("usage: cfg-remoteslots %s\ncfg-remoteslots: error: say what to do: --export, --import or --list\n", s.Usage)
			return cli.Usage
		case !connect(p) || !allowed(p, "cfg-remoteslots"):
			return cli.Failed
		case o.list:
			return listRemote(p)
		}
		return o.add(p, room)
	}
	return s
}

// add puts the entry into the configuration file. A faulty one changes nothing.
func (o slotOptions) add(p *host.Process, room *site.Room) int {
	const tool = "cfg-remoteslots"
	text, err := p.Host.FS.Read(p.User, host.ConfigFile)
	if errors.Is(err, host.ErrNotExist) {
		text, err = []byte(hsconfig.Head), nil
	}
	if err == nil {
		_, err = p.Host.Config() // Append wants sound text
	}
	if err != nil {
		return fail(p, tool, badConfig.New("hardserver", "configuration", err.Error()))
	}
	section := hsconfig.Exports
	if o.imported {
		section = hsconfig.Imports
	}
	var entry []hsconfig.Field
	for i, f := range slotFields {
		if o.entry[i] != "" {
			entry = append(entry, hsconfig.Field{Name: f.field, Value: o.entry[i]})
		}
	}
	var f *hsconfig.File
	if len(entry) == 0 {
		err = errors.New("--local-esn is needed")
	} else if f, err = hsconfig.Parse(hsconfig.Append(text, section, entry...)); err == nil {
		err = cmp.Or(f.Check(), p.Host.Suits(f))
	}
	if err == nil {
		err = p.Host.FS.Write(p.User, host.ConfigFile, hsconfig.Append(text, section, entry...), 0o664)
	}
	if err != nil {
		return fail(p, tool, badConfig.New("hardserver", "configuration", "the entry would be wrong: "+err.Error()))
	}
	return reread(p, room, tool)
}

func listRemote(p *host.Process) int {
	c := p.Host.Hardserver.Slots()
	all := func(v string) string {
		if v == "" {
			return "all"
		}
		return v
	}
	for _, e := range c.Exports {
		p.Printf("export  %s slot %d to %s at %s\n", e.LocalESN, e.Slot, all(e.RemoteESN), all(e.RemoteIP))
	}
	for _, i := range c.Imports {
		to := "the lowest free slot"
		if i.Slot > 0 {
			to = "slot " + strconv.Itoa(i.Slot)
		}
		p.Printf("import  %s %s from %s slot %d at %s port %d\n", i.LocalESN, to, i.RemoteESN, i.RemoteSlot, i.RemoteIP, i.RemotePort)
	}
	p.Printf("%s\n", fmt.Sprintf("%d exports, %d imports", len(c.Exports), len(c.Imports)))
	return cli.OK
}
