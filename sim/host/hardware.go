package host

import "fmt"

// HardwareStatus is what is wrong with a module, as enquiry tells it: the meaning of the code on the lamp of its
// HSM, or a letter code of the HSM or of this VCM alone (guide 4.4.3, D-77). It is "" when nothing is wrong, or when
// this host cannot know.
func (s *Hardserver) HardwareStatus(a *Attachment) string {
	if a.Card != nil {
		if status := a.Card.Status(); status != "OK" {
			return status
		}
		return ""
	}
	m, v, ok := s.host.Reach(a.Config)
	if m == nil || !ok && s.host.Silence(a.Config) != "" {
		return ""
	}
	if t := m.Trouble(); t != "" {
		return t
	}
	return v.Trouble()
}

// note writes hardware errors of modules into the log, once each (guide 4.4.3, 4.16).
func (s *Hardserver) note() {
	for i, a := range s.modules {
		status := s.HardwareStatus(a)
		if status != a.told && status != "" {
			s.log(fmt.Sprintf("nFast server: Serious error, trying to continue: module #%d: hardware errors: %s", i+1, status))
		}
		a.told = status
	}
}
