package chassis

var exportFields = []field{{"IP address of the unattended HSM", checkAddress}, {"ESN of the unattended HSM", checkESN}}

var importFields = []field{
	{"IP address of the exporting HSM", checkAddress}, {"ESN of the exporting HSM", checkESN},
	{"ID of the slot on this HSM", checkNumber(2, 15)}, {"Port of the exporting hardserver", checkNumber(1, 65535)},
}

func exported(v []string) Slot { return Slot{Address: v[0], ESN: v[1]} }

func imported(v []string) Slot {
	return Slot{Address: v[0], ESN: v[1], ID: number(v[2]), Port: number(v[3])}
}

// exportSlot asks to whom slot 0 goes; others cannot be exported at the panel (guide 4.11.2.3.1).
func (u *Unit) exportSlot() error {
	return u.ask("Export slot #0", exportFields, func(v []string) error {
		u.config.exports = append(u.config.exports, exported(v))
		u.say("Slot #0 is exported to " + v[0])
		return nil
	})
}

func (u *Unit) importSlot() error {
	if err := u.mayImport(); err != nil {
		return err
	}
	return u.ask("Import slot", importFields, func(v []string) error {
		u.config.imports = append(u.config.imports, imported(v))
		u.say("Slot of "+v[0]+" is imported", "as slot #"+v[2])
		return nil
	})
}

func (u *Unit) editExport(i int) error {
	return u.ask("Edit exported slot", exportFields, func(v []string) error {
		u.config.exports[i] = exported(v)
		u.say("Exported slot updated")
		return nil
	})
}

func (u *Unit) editImport(i int) error {
	return u.ask("Edit imported slot", importFields, func(v []string) error {
		u.config.imports[i] = imported(v)
		u.say("Imported slot updated")
		return nil
	})
}
