package chassis

import (
	"errors"
	"fmt"

	"hsmlab/sim/hsconfig"
)

var exportFields = []field{{"IP address of the unattended HSM", checkAddress}, {"ESN of the unattended HSM", checkESN}}

var importFields = []field{
	{"IP address of the exporting HSM", checkAddress}, {"ESN of the exporting HSM", checkESN},
	{"ID of the slot on this HSM", checkNumber(2, hsconfig.MaxSlots-1)}, {"Port of the exporting hardserver", checkNumber(1, 65535)},
}

// exported is the entry for what the form of an export asked for: always slot 0 (guide 4.11.2.3.1).
func (u *Unit) exported(v []string) []hsconfig.Field {
	return []hsconfig.Field{{Name: "local_esn", Value: u.ESN}, {Name: "local_slotid", Value: "0"}, {Name: "remote_ip", Value: v[0]}, {Name: "remote_esn", Value: v[1]}}
}

// imported is the entry for what the form of an import asked for. The slot there is slot 0.
func (u *Unit) imported(v []string) []hsconfig.Field {
	return []hsconfig.Field{
		{Name: "local_esn", Value: u.ESN}, {Name: "local_slotid", Value: v[2]}, {Name: "remote_ip", Value: v[0]},
		{Name: "remote_port", Value: v[3]}, {Name: "remote_esn", Value: v[1]}, {Name: "remote_slotid", Value: "0"},
	}
}

// exportSlot asks to whom slot 0 goes; others are exported by configuration file.
func (u *Unit) exportSlot() error {
	return u.ask("Export slot #0", exportFields, func(v []string) error {
		u.change(hsconfig.Append(u.settings.text, hsconfig.Exports, u.exported(v)...))
		u.say("Slot #0 is exported to " + v[0])
		return nil
	})
}

func (u *Unit) importSlot() error {
	if err := u.mayImport(); err != nil {
		return err
	}
	return u.ask("Import slot", importFields, func(v []string) error {
		u.change(hsconfig.Append(u.settings.text, hsconfig.Imports, u.imported(v)...))
		u.say("Slot of "+v[0]+" is imported", "as slot #"+v[2])
		return nil
	})
}

func (u *Unit) editExport(i int) error {
	return u.ask("Edit exported slot", exportFields, func(v []string) error {
		u.change(hsconfig.Replace(u.settings.text, hsconfig.Exports, i, u.exported(v)...))
		u.say("Exported slot updated")
		return nil
	})
}

func (u *Unit) editImport(i int) error {
	return u.ask("Edit imported slot", importFields, func(v []string) error {
		u.change(hsconfig.Replace(u.settings.text, hsconfig.Imports, i, u.imported(v)...))
		u.say("Imported slot updated")
		return nil
	})
}

// mapSlot asks for the slot that is exchanged with slot 0, for applications that want their cards there (guide 4.11.2.4).
// The guide names the entry, and not what the display asks [simulated].
func (u *Unit) mapSlot() error {
	return u.ask("Slot mapping", []field{{"Slot to exchange with slot #0 (0: none)", checkMapping}}, func(v []string) error {
		entry := []hsconfig.Field{{Name: "esn", Value: u.ESN}, {Name: "slot", Value: v[0]}}
		text := hsconfig.Append(u.settings.text, hsconfig.Mapping, entry...)
		if u.hasMapping() {
			text = hsconfig.Replace(u.settings.text, hsconfig.Mapping, 0, entry...)
		}
		var wrong *hsconfig.Error
		if err := u.check(text); errors.As(err, &wrong) {
			return errors.New(wrong.What) // the display knows no lines
		}
		u.change(text)
		u.say(u.mapped())
		return nil
	})
}

// hasMapping reports whether the configuration speaks of a mapping. It does so once at most, and of the module in the unit.
func (u *Unit) hasMapping() bool {
	f, err := hsconfig.Parse(u.settings.text)
	if err != nil {
		panic("BUG: unchecked configuration: " + err.Error())
	}
	return len(f.Entries(hsconfig.Mapping)) > 0
}

// mapped says which slot is exchanged with slot 0.
func (u *Unit) mapped() string {
	if n := u.settings.counts.Swap(u.ESN); n > 0 {
		return fmt.Sprintf("Slot #%d is exchanged with slot #0", n)
	}
	return "No slot is exchanged with slot #0"
}

// checkMapping lets slot 1 alone, which is the software token.
func checkMapping(v string) error {
	if v == "0" {
		return nil
	}
	return checkNumber(2, hsconfig.MaxSlots-1)(v)
}

// exportItems are the exported slots, by the address of the other HSM (guide 4.11.3.5.1).
func (u *Unit) exportItems(do func(*Unit, int) error) []item {
	var to []string
	for _, e := range u.Configured().Exports {
		to = append(to, e.RemoteIP)
	}
	return slotItems(to, do)
}

func (u *Unit) importItems(do func(*Unit, int) error) []item {
	var from []string
	for _, i := range u.Configured().Imports {
		from = append(from, i.RemoteIP)
	}
	return slotItems(from, do)
}

func slotItems(addresses []string, do func(*Unit, int) error) []item {
	list := []item{}
	for i, a := range addresses {
		if a == "" {
			a = "all addresses"
		}
		list = append(list, item{label: a, act: func(u *Unit) error { return do(u, i) }})
	}
	return list
}

// remove deletes an entry of a section.
func remove(section string) func(*Unit, int) error {
	return func(u *Unit, i int) error {
		gone := u.menu()[i].label
		u.change(hsconfig.Replace(u.settings.text, section, i))
		u.panel.path, u.panel.cursor = u.panel.path[:len(u.panel.path)-1], 0
		u.say("Slot of " + gone + " deleted")
		return nil
	}
}
