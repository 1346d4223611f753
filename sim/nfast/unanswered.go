package nfast

import (
	"fmt"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/led"
	"hsmlab/sim/refusal"
)

var (
	byForce = refusal.Rule{ID: "G-3.1.3.2-6", Guide: "3.1.3.2", Basis: refusal.Documented}
	cutOff  = refusal.Rule{ID: "G-4.10.1.5-2", Guide: "4.10.1.5", Basis: refusal.Documented}
	noReply = refusal.Rule{Guide: "4.4.2", Basis: refusal.Inferred}
)

// hardwareFailed reports that a module does not take a command. What its tenant can do about a forced stop is said at
// once; everything else is in the hardware status.
func hardwareFailed(p *host.Process, a action, number int, m *host.Attachment) int {
	r := unanswered(p, a, number, m)
	p.Refuse(r)
	p.Printf("Module %d, command %s: HardwareFailed\n", number, a.command)
	if m.Forced() {
		p.Errorf("nopclearfail: module #%d: %s\n", number, r.Reason)
	}
	return cli.Failed
}

// unanswered is the rule by which a module does not take a command. A reset while it was in use is one that a retry
// gets over (guide 4.10.1.5); a retry that did not help has another reason.
func unanswered(p *host.Process, a action, number int, m *host.Attachment) *refusal.Refusal {
	const method = "nopclearfail"
	if c, ok := soloOf(m); ok && c.Failed() {
		return soloError(c, method)
	}
	if u, ok := unitOf(m); ok {
		text, r := unitSilence(u, method)
		if r == nil {
			r = noReply.New("hardserver", method, text)
		}
		return r
	}
	if m.Card != nil {
		return noReply.New("hardserver", method, "the module does not answer")
	}
	text, r := silence(p, m, method)
	switch {
	case r != nil:
		return r
	case m.CutOff() && a.long != retry:
		return cutOff.New("hardserver", method, fmt.Sprintf("the module was cut off while it was in use; nopclearfail -r -m %d tries it again", number))
	}
	return noReply.New("hardserver", method, text)
}

// forced refuses what is asked of a VCM that was stopped by force since the hardserver started; nil for others. The
// VCM may run again, and hsmadmin, which needs no hardserver, talks to it: that must not mislead (D-18).
func forced(a *host.Attachment, method string) *refusal.Refusal {
	if !a.Forced() {
		return nil
	}
	return byForce.New("hardserver", method, "the VCM was stopped by force; restart the hardserver")
}

// failing is the hardware status of a module in an error state, with the rule of its code (guide 4.4.3).
func failing(p *host.Process, a *host.Attachment, method string) (string, *refusal.Refusal) {
	text := p.Host.Hardserver.HardwareStatus(a)
	m, v, _ := p.Host.Reach(a.Config)
	id, reason := m.ErrorID(), text
	for _, c := range led.RemoteCodes() {
		if c.Letters == v.Code() && id == "" || c.ID == id {
			id, reason = c.ID, text+" -> "+c.Action()
		}
	}
	return text, refusal.Rule{ID: id, Guide: "4.4.3", Basis: refusal.Documented}.New("hardserver", method, reason)
}
