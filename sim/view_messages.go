package sim

import (
	"hsmlab/sim/site"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

// viewMessages shows what was handed over. Whether a signature holds is judged by what everybody in the lab together
// knows now: a tenant's key can change and a VCM can go while a request lies in the inbox.
func (l *Lab) viewMessages() []MessageSnapshot {
	list := make([]MessageSnapshot, 0, len(l.room.Messages))
	var vcms map[string]*vcm.VCM
	if len(l.room.Messages) > 0 {
		vcms = l.allVCMs()
	}
	for _, m := range l.room.Messages {
		list = append(list, MessageSnapshot{stamp(m.At), m.From, m.Source, m.To, m.Path, m.Size, m.Digest, m.Kind, l.signature(m, vcms), m.UUID, m.About})
	}
	return list
}

// allVCMs are the VCMs of all modules by their UUIDs.
func (l *Lab) allVCMs() map[string]*vcm.VCM {
	list := map[string]*vcm.VCM{}
	for _, m := range l.room.Modules() {
		for _, v := range m.VCMs() {
			list[v.UUID] = v
		}
	}
	return list
}

// signature is the state of a message's signature now.
func (l *Lab) signature(m site.Message, vcms map[string]*vcm.VCM) string {
	v := vcms[m.UUID]
	switch {
	case m.Request != nil && v != nil:
		return l.marks.judge(m, v.TenantReqKey)
	case m.Request != nil:
		return signatureUnknown
	case m.Key != "" && l.logKey(m, v) == m.Key:
		return signatureValid
	case m.Key != "":
		return signatureUnknown // the keys of erased modules and VCMs are forgotten
	}
	return m.Signature
}

// logKey is the key with which the module or the VCM that a log is from signs its logs now.
func (l *Lab) logKey(m site.Message, v *vcm.VCM) sshkey.Public {
	if m.UUID == "" {
		if o, _ := l.room.Module(m.ESN); o != nil {
			return o.LogStatus().Key
		}
		return ""
	}
	if v == nil {
		return ""
	}
	key, _ := v.LogKey()
	return key
}

// verdict is what was found of the request with a digest, by a key.
type verdict struct {
	digest string
	key    sshkey.Public
}

// judge verifies the signature of a request, once for each key.
func (f *marks) judge(m site.Message, key sshkey.Public) string {
	what := verdict{m.Digest, key}
	if state, ok := f.judged[what]; ok {
		return state
	}
	if f.judged == nil || len(f.judged) >= maxMarks {
		f.judged = map[verdict]string{}
	}
	state := held(m.Request.Verify(key))
	f.judged[what] = state
	return state
}
