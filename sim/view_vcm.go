package sim

import (
	"hsmlab/sim/module"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

func viewVCM(m *module.Module, c *vcm.VCM, known *marks) VCMSnapshot {
	state := "inactive"
	if c.Active() {
		state = "active"
	}
	keys := map[string]string{}
	for _, k := range sshkey.Services() {
		if public := c.ClientKey(k.Service); public != "" {
			keys[string(k.Service)] = public.Fingerprint()
		}
	}
	seq, entries, saved := c.LogStatus()
	return VCMSnapshot{
		Keys: keys, UUID: c.UUID, Name: c.Name, State: state, Address: c.Address, Features: c.Features.Names(),
		Autostart: c.Autostart, RestrictStartup: c.RestrictStartup, SerialCardreader: c.SerialCardreader,
		Mode: string(c.Mode()), World: c.World(), TenantKey: known.of(c.TenantReqKey), Busy: m.Busy(c),
		DiskKB: c.DiskKB, MemoryKB: c.MemoryKB(),
		DiskQuotaKB: vcm.DiskQuotaKB, OverQuota: c.OverQuota(), CPUPercent: c.CPU(), SharePercent: m.Share(c),
		EnrolledOn: []string{}, ConnectedTo: []string{}, AuditLogging: c.Holds().AuditLogging, AuditOpen: c.Audit,
		LogSeq: seq, LogEntries: entries, LogSaved: saved,
	}
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
