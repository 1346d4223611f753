package nfast

import (
	"fmt"
	"strconv"
	"strings"

	"hsmlab/sim/chassis"
	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/led"
	"hsmlab/sim/refusal"
	"hsmlab/sim/solo"
	"hsmlab/sim/vcm"
)

// What enquiry tells of a Solo that does not change (guide 4.3.1.1, D-14). The guide hides the three parts of the
// product name, and speeds: they are simulated.
var soloKinds = map[led.Product]struct{ code, product, see, speed string }{
	led.SoloPlus: {"7", "nC3023E/nC4035E/nC4335N", "PowerPCSXF", "15843"},
	led.SoloXC:   {"12", "nC3025E/nC4035E/nC4335N", "PowerPCELF", "23450"},
}

// soloOf is the Solo behind an attachment.
func soloOf(a *host.Attachment) (*solo.Card, bool) {
	c, ok := a.Card.(*solo.Card)
	return c, ok
}

// describeCard prints the block of an HSM that is no VCM.
func describeCard(p *host.Process, a *host.Attachment) {
	if u, ok := a.Card.(*chassis.Unit); ok {
		describeUnit(p, a, u)
		return
	}
	c, ok := soloOf(a)
	if !ok {
		panic("BUG: enquiry: unknown product " + a.Card.Kind())
	}
	kind := soloKinds[c.Product]
	fields := [][2]string{
		{"enquiry reply flags", "none"}, {"enquiry reply level", "Six"}, {"serial number", a.ESN}, {"mode", p.Host.Hardserver.Mode(a)},
	}
	if c.Failed() {
		fields = append(fields, [2]string{"module type code", kind.code}, [2]string{"hardware status", c.Status()})
		p.Refuse(soloError(c, "enquiry"))
	} else {
		fields = append(fields, [][2]string{
			{"version", c.Firmware().String()}, {"speed index", kind.speed}, {"rec. queue", "22..50"},
			{"module type code", kind.code}, {"product name", kind.product}, {"device name", "Rt" + strconv.Itoa(slotOf(p.Host, a))},
			{"rec. LongJobs queue", "21"}, {"SEE machine type", kind.see},
			{"supported KML types", "DSAp1024s160 DSAp3072s256"}, {"hardware status", c.Status()},
		}...)
	}
	for _, f := range fields {
		field(p, f[0], f[1])
	}
	if v := c.Ncoreapi(); v != nil && v.Features != 0 {
		showFeatures(p, v.Features)
	}
}

// soloError is the row of the guide that the error state is.
func soloError(c *solo.Card, method string) *refusal.Refusal {
	code := c.Faults()[0].Code
	return refusal.Rule{ID: code.ID, Guide: "4.16", Basis: refusal.Documented}.New("module", method, "SOS-"+code.Letters+": "+code.Meaning+" -> "+code.Action())
}

// slotOf is the place of a card among those of its host, from 1.
func slotOf(h *host.Host, a *host.Attachment) int {
	for i, c := range h.Cards {
		if c == a.Card {
			return i + 1
		}
	}
	return 0
}

// soloTargets are what nopclearfail puts a Solo into, by option.
var soloTargets = map[string]vcm.Mode{
	"initialization": vcm.PreInitialization, "operational": vcm.Operational, "maintenance": vcm.Maintenance,
}

// applySolo is nopclearfail on a Solo that answers. Clear makes the mode switch count; a mode that is asked for needs
// jumper and switch to allow it (guide 4.3.2).
func applySolo(p *host.Process, a action, number int, c *solo.Card) int {
	r := c.Serves()
	to, mode := soloTargets[a.long]
	switch {
	case a.long == "clear":
		c.Clear() // also with a failed Security Fuse Processor, which a restart brings back (guide 4.16.7)
		r = nil
	case r != nil:
	case mode:
		r = c.Change(to)
	case a.long == "fail":
		c.Break("D", false)
		p.Host.Hardserver.Mistrust(fmt.Sprintf("module #%d replied HardwareFailed; it is in the error state", number))
	}
	if r != nil {
		p.Refuse(r)
		status := "AccessDenied"
		if c.Serves() != nil {
			status = "HardwareFailed"
		}
		p.Printf("Module %d, command %s: %s\n", number, a.command, status)
		p.Errorf("nopclearfail: %s\n", r.Reason)
		return cli.Failed
	}
	p.Printf("Module %d, command %s: OK\n", number, a.command)
	return cli.OK
}

// soloStatistics is the node of a Solo in stattree; nil when it does not answer. Voltages do
// not move.
func soloStatistics(a *host.Attachment) []statNode {
	c, ok := soloOf(a)
	if !ok || c.Ncoreapi() == nil {
		return nil
	}
	env := []statNode{leaf("SerialNumber", strings.ReplaceAll(c.ESN, "-", "")), leaf("CurrentTime", c.Now().Unix()), leaf("CurrentTempC", c.Temperature()/1000)}
	if c.Product == led.SoloXC {
		env[2] = leaf("CurrentCPUTemp1", c.Temperature()/1000)
		env = append(env, leaf("CurrentCPUTemp2", c.Temperature()/1000-2), leaf("CPUVoltage10", "3.10"))
	}
	return []statNode{
		{name: "ModuleObjStats", below: []statNode{leaf("ObjectCount", 5), leaf("ObjectsCreated", 5), leaf("ObjectsDestroyed", 0)}},
		{name: "ModuleEnvStats", below: env},
		{name: "ModuleJobStats", below: []statNode{leaf("CmdCount", 0), leaf("ReplyCount", 0), leaf("CPULoadPercent", 0)}},
	}
}
