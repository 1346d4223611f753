package sim

import (
	"hsmlab/sim/feature"
	"hsmlab/sim/module"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

func viewVCM(m *module.Module, c *vcm.VCM, known *marks) VCMSnapshot {
	state := "inactive"
	if c.Active() {
		state = "active"
	}
	keys, features := known.vcm(c)
	seq, entries, saved := c.LogStatus()
	return VCMSnapshot{
		Keys: keys, UUID: c.UUID, Name: c.Name, State: state, Address: c.Address, Features: features,
		Autostart: c.Autostart, RestrictStartup: c.RestrictStartup, SerialCardreader: c.SerialCardreader,
		Mode: string(c.Mode()), World: c.World(), TenantKey: known.of(c.TenantReqKey), Busy: m.Busy(c),
		DiskKB: c.DiskKB, MemoryKB: c.MemoryKB(),
		DiskQuotaKB: vcm.DiskQuotaKB, OverQuota: c.OverQuota(), CPUPercent: c.CPU(), SharePercent: m.Share(c),
		EnrolledOn: []string{}, ConnectedTo: []string{}, AuditLogging: c.Holds().AuditLogging, AuditOpen: c.Audit,
		LogSeq: seq, LogEntries: entries, LogSaved: saved,
	}
}

// vcmMark is what is remembered of a VCM's keys and features.
type vcmMark struct {
	keys     [serviceCount]sshkey.Public
	view     map[string]string // by service: fingerprints; snapshots share it
	features feature.Word
	names    string
}

// vcm tells the fingerprints of a VCM's client keys, by service, and the names of its features.
func (f *marks) vcm(c *vcm.VCM) (map[string]string, string) {
	var keys [serviceCount]sshkey.Public
	for i, s := range services {
		keys[i] = c.ClientKey(s)
	}
	m := f.vcms[c]
	if m == nil {
		if f.vcms == nil || len(f.vcms) >= maxMarks {
			f.vcms = map[*vcm.VCM]*vcmMark{}
		}
		m = &vcmMark{names: c.Features.Names(), features: c.Features}
		f.vcms[c] = m
	}
	if m.view == nil || m.keys != keys {
		m.keys, m.view = keys, map[string]string{}
		for i, s := range services {
			if keys[i] != "" {
				m.view[string(s)] = f.of(keys[i])
			}
		}
	}
	if m.features != c.Features {
		m.features, m.names = c.Features, c.Features.Names()
	}
	return m.view, m.names
}

// viewEnrolments tells of each VCM where it is enrolled, by host.
func (l *Lab) viewEnrolments(s *Snapshot) {
	at := map[string]*VCMSnapshot{}
	for i := range s.Modules {
		for j := range s.Modules[i].VCMs {
			v := &s.Modules[i].VCMs[j]
			at[v.UUID] = v
		}
	}
	for _, h := range l.room.Hosts {
		for _, a := range s.Hosts[h.Name].Enrolled {
			v := at[a.UUID]
			if v == nil {
				continue
			}
			v.EnrolledOn = append(v.EnrolledOn, h.Name)
			if a.Connected {
				v.ConnectedTo = append(v.ConnectedTo, h.Name)
			}
		}
	}
}
