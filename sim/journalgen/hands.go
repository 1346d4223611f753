package journalgen

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"hsmlab/sim"
	"hsmlab/sim/chassis"
	"hsmlab/sim/hypervisor"
	"hsmlab/sim/workbench"
)

// rooms are scenarios with other equipment than the stories know: their journals have no story but hands.
var rooms = []string{"solo", "solo-old", "solo-xc", "mixed", "network-hsm", "network-remote-operator", "xenserver", "esxi", "hyperv", "remote-operator", "remote-operator-old", "five-tenants", "five-tenants"}

// settle makes the generator one for a room of the list.
func (g *Generator) settle() {
	g.hosts = slices.Sorted(maps.Keys(g.Lab.Snapshot().Hosts))
	g.story, g.wild, g.handy = nil, 100, true
}

// equipment is the names of modules and units that there are.
func (g *Generator) equipment() []string {
	var list []string
	s := g.Lab.Snapshot()
	for _, m := range s.Modules {
		list = append(list, m.ESN)
	}
	for _, u := range s.Units {
		list = append(list, u.Name, u.ESN)
	}
	return list
}

// hands is what people do to the equipment of the room, of the kinds that it has.
func (g *Generator) hands() sim.Event {
	s := g.Lab.Snapshot()
	kinds := []func() sim.Event{g.anyFault, g.climate, g.insertion, g.sent, g.bench}
	for _, m := range s.Modules {
		if slices.Contains(m.Controls, sim.ClearButton) {
			kinds = append(kinds, func() sim.Event { return g.solo(m.ESN) }, func() sim.Event { return g.solo(m.ESN) })
		}
		if len(m.VCMs) > 0 {
			load := func() sim.Event { return g.tenantLoad(m.VCMs[g.below(len(m.VCMs))]) }
			kinds = append(kinds, load, load, load)
		}
	}
	for _, u := range s.Units {
		kinds = append(kinds, func() sim.Event { return g.unit(u) }, func() sim.Event { return g.panel(u) }, func() sim.Event { return g.panel(u) }, func() sim.Event { return g.push(u) })
	}
	for _, v := range s.Hypervisors {
		form := func() sim.Event { return sim.Set{Target: v.Name, Control: sim.FormControl, Value: g.form(v)} }
		kinds = append(kinds, form, form, form, form)
	}
	return kinds[g.below(len(kinds))]()
}

// solo is a hand at the back panel, or on the board, of a Solo.
func (g *Generator) solo(esn string) sim.Event {
	switch g.below(8) {
	case 0, 1:
		return sim.Press{Target: esn, Control: g.pick(sim.ClearButton, sim.ClearButton, sim.RecoveryButton, "")}
	case 2:
		return sim.Release{Target: esn, Control: g.pick(sim.ClearButton, "x")}
	case 3, 4, 5:
		return sim.Set{Target: esn, Control: sim.SwitchControl, Value: g.pick("M", "O", "I", "M", "O", "I", "m", "")}
	}
	return sim.Set{Target: esn, Control: g.pick(sim.PhysicalJumper, sim.RemoteJumper), Value: g.pick("on", "off", "up")}
}

// unit is what somebody does to the box of a network-attached HSM.
func (g *Generator) unit(u sim.UnitSnapshot) sim.Event {
	set := func(control, value string) sim.Event {
		return sim.Set{Target: g.pick(u.Name, u.ESN), Control: control, Value: value}
	}
	switch g.below(8) {
	case 0, 1:
		return set(sim.LidControl, g.pick("open", "close", "close", "ajar"))
	case 2, 3:
		return set(sim.FanControl, g.pick("out", "in", "battery low", "1 fail", "2 fail", "4 fail", "5 fail", ""))
	case 4, 5:
		return set(sim.PSUControl, g.pick("1 fail", "1 out", "1 in", "2 fail", "2 out", "2 in", "3 in", "x"))
	case 6:
		return set(sim.DamageControl, g.pick(append(chassis.Damages(), "fire")...))
	}
	return set(g.pick(sim.AmbientControl, sim.AirflowControl), g.pick("20", "44.9", "61", "normal", "none", "x"))
}

// panel is a key of a front panel, or a value where one is asked for.
func (g *Generator) panel(u sim.UnitSnapshot) sim.Event {
	key := g.pick("select", "select", "select", "down", "down", "up", "back", "main", "power", "nose")
	if len(u.Menu) == 0 && g.below(4) > 0 {
		key = "type:" + g.pick("172.23.128.30", "172.23.128.31", "172.23.128.10", g.esn(), g.esn(), "2", "5", "9004", "", long(90+g.below(20)))
	}
	return sim.Set{Target: u.Name, Control: sim.PanelControl, Value: key}
}

// push writes a configuration for a unit, or sends one to it, or clears it.
func (g *Generator) push(u sim.UnitSnapshot) sim.Event {
	h := g.host()
	dir := "/opt/nfast/kmdata/hsm-" + u.ESN + "/config/"
	switch g.below(3) {
	case 0:
		entry := fmt.Sprintf("syntax-version=1\n[slot_%s]\nlocal_esn=%s\nremote_ip=172.23.128.%d\nremote_esn=%s\n", g.pick("imports", "exports", "mapping"), u.ESN, 9+g.below(24), g.esn())
		return sim.File{Host: h, User: "root", Op: "put", Path: dir + "config.new", Data: g.damage([]byte(entry))}
	case 1:
		address, _, _ := strings.Cut(u.Address, "/")
		return exec(h, "cfg-pushnethsm", "--address="+address, dir+g.pick("config.new", "config.new", "config"))
	}
	return exec(h, "nopclearfail", "-c", "-a")
}

// form is an act of the administrator of virtual machines, mostly what the screen allows.
func (g *Generator) form(v sim.HypervisorSnapshot) string {
	switch g.below(10) {
	case 0, 1, 2:
		return "open " + g.pick(append(v.Forms, "none")...)
	case 3, 4:
		line := g.pick(append(v.Screen, "Next")...)
		return "pick " + strings.Trim(line, "[]()>* ")
	case 5, 6:
		return "enter " + g.pick("primary", "guest", "4", "4096", "Management", "", "ü", long(200), hypervisor.Device)
	case 7:
		return g.pick("cancel", "card 0", "card 1", "card 2", "card 3", "nothing")
	case 8:
		return "ps " + g.pick("Get-VMHostAssignableDevice", "$vm = Get-VM -Name primary", "Dismount-VmHostAssignableDevice -locationpath $locationPath -force", "", "rm -rf /")
	}
	name := "primary"
	if len(v.Guests) > 0 {
		name = v.Guests[g.below(len(v.Guests))].Name
	}
	return g.pick("start ", "stop ") + name
}

// tenantLoad is what a tenant's applications take of a VCM.
func (g *Generator) tenantLoad(v sim.VCMSnapshot) sim.Event {
	control := g.pick(sim.DiskLoad, sim.MemoryLoad, sim.CPULoad)
	value := g.pick("300KB", "15MB", "1.5MB", "9GB", "-1KB", "")
	if control == sim.CPULoad {
		value = g.pick("idle", "low", "high", "40%", "101%", "x")
	}
	return sim.Set{Target: g.pick(v.UUID, v.UUID, v.Name), Control: control, Value: value}
}

// anyFault is a fault of what there is, or its end.
func (g *Generator) anyFault() sim.Event {
	target := g.esn()
	list := g.Lab.FaultsOf(target)
	f := list[g.below(len(list))]
	if f.Host {
		target = g.host()
	}
	return sim.Inject{Target: target, Fault: f.Name, Value: g.pick("", "", "", "clear", "tamper", "hot")}
}

// climate is the air of a host.
func (g *Generator) climate() sim.Event {
	if g.below(2) == 0 {
		return sim.Set{Target: g.host(), Control: sim.AmbientControl, Value: g.pick("20", "35.5", "44", "-20", "61")}
	}
	return sim.Set{Target: g.host(), Control: sim.AirflowControl, Value: g.pick("normal", "low", "none", "storm")}
}

// insertion is a card of a box in the room for a reader in it.
func (g *Generator) insertion() sim.Event {
	cards := g.Lab.Snapshot().Cards
	name := cards[g.below(len(cards))].Name
	if in := slices.IndexFunc(cards, func(c sim.CardSnapshot) bool { return c.Reader != "" }); in >= 0 && g.below(3) == 0 {
		return sim.Remove{Card: cards[in].Name}
	}
	return sim.Insert{Card: name, Target: g.pick(g.esn(), g.esn(), g.host(), "nowhere")}
}

// sent is something that goes back to the vendor, or on its way somewhere else.
func (g *Generator) sent() sim.Event {
	if h, on := g.switchedOn(); on && g.below(3) > 0 {
		return sim.Power{Host: h}
	}
	if g.below(2) == 0 {
		return sim.Move{Target: g.esn(), Host: g.pick(g.host(), sim.Shelf)}
	}
	return sim.Set{Target: g.esn(), Control: sim.ReturnControl, Value: g.pick("vendor", "vendor", "vendor", "shop")}
}

// switchedOn is a host that runs: nothing is taken out of it.
func (g *Generator) switchedOn() (name string, on bool) {
	name = g.hosts[g.below(len(g.hosts))]
	return name, g.Lab.Snapshot().Hosts[name].Power != "off"
}

// bench is a step of replacing a battery, mostly the next one, or a host that is switched off for it.
func (g *Generator) bench() sim.Event {
	if h, on := g.switchedOn(); on && g.below(3) > 0 {
		return sim.Power{Host: h}
	}
	steps := append(workbench.Steps(), "hammer", "cell BR2032", "cell CR2477")
	g.step++
	if g.below(4) > 0 {
		return sim.Set{Target: g.esn(), Control: sim.BenchControl, Value: steps[g.step%len(steps)]}
	}
	return sim.Set{Target: g.esn(), Control: sim.BenchControl, Value: g.pick(steps...)}
}
