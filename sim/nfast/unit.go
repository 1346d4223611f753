package nfast

import (
	"strings"

	"hsmlab/sim/chassis"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
)

// unitOf is the network-attached HSM behind an attachment.
func unitOf(a *host.Attachment) (*chassis.Unit, bool) {
	u, ok := a.Card.(*chassis.Unit)
	return u, ok
}

// describeUnit prints the block of a network-attached HSM. Its fields are those of the other products; type code, product
// name and version are simulated.
func describeUnit(p *host.Process, a *host.Attachment, u *chassis.Unit) {
	for _, f := range [][2]string{
		{"enquiry reply flags", "none"}, {"enquiry reply level", "Six"}, {"serial number", a.ESN}, {"mode", p.Host.Hardserver.Mode(a)},
		{"product name", u.Kind()}, {"device name", "#1 " + u.Name}, {"hardware status", unitStatus(p, u)},
	} {
		field(p, f[0], f[1])
	}
	if v := u.Ncoreapi(); v != nil && v.Features != 0 {
		showFeatures(p, v.Features)
	}
}

// unitStatus is what enquiry prints as hardware status of a network-attached HSM. The row of the guide that an error
// state is, is noted for lab explain.
func unitStatus(p *host.Process, u *chassis.Unit) string {
	text, r := unitSilence(u, "enquiry")
	if r != nil {
		p.Refuse(r)
	}
	return text
}

// unitSilence is the hardware status of a network-attached HSM, with the rule of its error state; nil without one.
func unitSilence(u *chassis.Unit, method string) (string, *refusal.Refusal) {
	r := u.Trouble(method)
	switch {
	case !u.Answers():
		return "unknown; the unit does not answer", nil
	case r == nil && u.Ncoreapi() == nil: // tampering or fans have stopped it
		return "unknown; the HSM does not answer", nil
	}
	return u.Status(), r
}

// unitStatistics is the node of a network-attached HSM in stattree; nil when it does not answer. Temperatures out of the
// expected range are noted for lab explain.
func unitStatistics(p *host.Process, u *chassis.Unit) []statNode {
	if !u.Answers() || u.Ncoreapi() == nil {
		return nil
	}
	c := u.Climate()
	for _, r := range c.Findings() {
		p.Refuse(r)
	}
	return []statNode{
		{name: "ModuleObjStats", below: []statNode{leaf("ObjectCount", 5), leaf("ObjectsCreated", 5), leaf("ObjectsDestroyed", 0)}},
		{name: "ModuleEnvStats", below: []statNode{leaf("SerialNumber", strings.ReplaceAll(u.ESN, "-", ""))}},
		{name: "HostEnvStats", below: []statNode{
			leaf("CurrentTempC", chassis.Degrees(c.Current)), leaf("CurrentTemp2C", chassis.Degrees(c.Current2)),
			leaf("MaxTempC", chassis.Degrees(c.Max)), leaf("MaxTemp2C", chassis.Degrees(c.Max2)),
		}},
		{name: "ModuleJobStats", below: []statNode{leaf("CmdCount", 0), leaf("ReplyCount", 0), leaf("CPULoadPercent", 0)}},
	}
}
