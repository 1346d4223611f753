package vcmadmin

import (
	"hsmlab/sim/cli"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/vcm"
)

func (t *tool) properties() cli.Spec {
	return cli.Spec{
		Name: "properties", Usage: "<subcommand>", Guide: "3.4.1.8", About: "Manages the properties of VCMs.",
		Group: []cli.Spec{t.propertiesSet(), t.propertiesList()},
	}
}

func (t *tool) propertiesSet() cli.Spec {
	return cli.Spec{
		Name: "set", Guide: "3.4.1.8.1", About: "Gives a property of a VCM the value that its tenant asks for in a request; for ip_address, a new configuration file is written to the current directory.",
		Usage:    "[-h] --request <REQUESTFILE> [--esn <ESN>] [--timeout <TIMEOUT>] [--verbose] [--json] UUID PROPERTY VALUE",
		Flags:    t.common(t.requestFlag),
		Required: []string{"request"}, Operands: []string{"UUID", "PROPERTY", "VALUE"},
		Timeout: "G-3.4.1.1-4", Seconds: &t.Seconds,
		Run: func(args []string) int { return t.runSet(args[0], args[1], args[2]) },
	}
}

func (t *tool) runSet(uuid, property, value string) int {
	const doing, method = "set VCM properties", "setproperties"
	a := access(method, true)
	a.Cost = module.SetTime
	if r := t.Privileged(a); r != nil {
		return t.Fail(doing, r)
	}
	s, r := t.readRequest(method)
	if r != nil {
		return t.Fail(doing, r)
	}
	m, r := t.owner(a, uuid)
	if r != nil {
		return t.Fail(doing, r)
	}
	if r := t.fileTrouble(m.VCM(uuid), property); r != nil {
		return t.Fail(doing, r)
	}
	if r := t.Call(m, a, func() *refusal.Refusal { return m.SetProperty(uuid, s, property, value) }); r != nil {
		return t.Fail(doing, r)
	}
	return t.propertySet(m, uuid, module.PropertyName(property), value)
}

// moves reports whether a property is the address, which takes a new configuration file, since the tenant's has the
// old one [simulated].
func moves(property string) bool { return module.PropertyName(property) == "ip_address" }

// fileTrouble tells, before anything is changed, why the new configuration file cannot be written.
func (t *tool) fileTrouble(v *vcm.VCM, property string) *refusal.Refusal {
	if v == nil || !moves(property) {
		return nil
	}
	if err := t.mayWrite(".", configName(v.UUID)); err != nil {
		return badOutdir.New("orchestrator", "setproperties", "the new VCM configuration file goes to the current directory: "+err.Error())
	}
	return nil
}

// propertySet tells what was done, and what the tenant must get.
func (t *tool) propertySet(m *module.Module, uuid, property, value string) int {
	v, file := m.VCM(uuid), ""
	if moves(property) {
		file = t.writeConfig(m, v, "")
		t.P.Errorf("NOTICE: send the new configuration file to the tenant, who reaches the VCM at %s once it is enrolled with it\n", v.Address)
	}
	if t.JSON {
		answer := filed{row: describe(m, v)}
		if file != "" {
			answer.File = t.P.Path(file)
		}
		t.printJSON([]filed{answer})
		return cli.OK
	}
	t.P.Printf("VCM %s: %s set to %s\n", uuid, property, value)
	if file != "" {
		t.field("CONFIG_FILE", file)
	}
	return cli.OK
}

func (t *tool) propertiesList() cli.Spec {
	return cli.Spec{
		Name: "list", Usage: "[-h]", Guide: "3.4.1.8.2", About: "Lists the properties that can be set.",
		Run: func([]string) int {
			for _, name := range module.SettableProperties() {
				t.P.Printf("%s\n", name)
			}
			return cli.OK
		},
	}
}
