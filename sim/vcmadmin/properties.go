package vcmadmin

import (
	"path"

	"hsmlab/sim/cli"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
)

func (t *tool) properties() cli.Spec {
	return cli.Spec{
		Name: "properties", Usage: "<subcommand>", Guide: "3.4.1.8", About: "Manages the properties of VCMs.",
		Group: []cli.Spec{t.propertiesSet(), t.propertiesList()},
	}
}

func (t *tool) propertiesSet() cli.Spec {
	return cli.Spec{
		Name: "set", Guide: "3.4.1.8.1", About: "Gives a property of a VCM the value that its tenant asks for in a request.",
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
	if r := t.Call(m, a, func() *refusal.Refusal { return m.SetProperty(uuid, s, property, value) }); r != nil {
		return t.Fail(doing, r)
	}
	return t.propertySet(m, uuid, module.PropertyName(property), value)
}

// propertySet tells what was done. A new address takes a new configuration file, since the tenant's has the old
// one [simulated].
func (t *tool) propertySet(m *module.Module, uuid, property, value string) int {
	v, file := m.VCM(uuid), ""
	if property == "ip_address" {
		file = "vcm-" + uuid + ".json"
		if err := t.P.Host.FS.Write(t.P.User, t.P.Path(file), v.Config(m.ESN).Encode(), 0o644); err != nil {
			t.P.Errorf("WARNING: VCM configuration file: %s\n", err)
		}
	}
	if t.JSON {
		t.printJSON([]row{describe(m, v)})
		return cli.OK
	}
	t.P.Printf("VCM %s: %s set to %s\n", uuid, property, value)
	if file != "" {
		t.field("CONFIG_FILE", path.Clean(file))
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
