package host

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/signedlog"
)

// Places and times of the nShield Audit Log Service [simulated]: the guide names the service and says that it
// fetches signed system logs by itself (guide 4.12.4.2.2), the rest is ours.
const (
	AuditDir     = KMData + "/auditlog" // a directory for each HSM
	AuditLog     = NfastDir + "/log/nshieldauditd.log"
	AuditSection = "auditlog_settings" // of the hardserver's configuration, an entry "esn=…" for each HSM
	AuditEvery   = 24 * time.Hour
	auditFirst   = time.Minute // from its start to its first round
	auditGroup   = "nfastadmin"
)

// Auditd is the nShield Audit Log Service of a host: once a day it exports the system log of each HSM that is
// configured, verifies it, writes it below AuditDir and then expires it.
type Auditd struct {
	host    *Host
	running bool
	timer   *clock.Timer
	last    time.Time
	rounds  int
}

// Running reports whether the service runs.
func (d *Auditd) Running() bool { return d.running }

// Last is the host time of the last round, and how many there were since the service started.
func (d *Auditd) Last() (time.Time, int) { return d.last, d.rounds }

// Configured lists the ESNs that the configuration names for the service.
func (d *Auditd) Configured() ([]string, error) {
	c, err := d.host.Config()
	if err != nil {
		return nil, err
	}
	var list []string
	for _, e := range c.Entries(AuditSection) {
		if esn := e.Value("esn"); esn != "" && !slices.Contains(list, esn) {
			list = append(list, esn)
		}
	}
	return list, nil
}

// Start starts the service. It fails when the configuration names no HSM for it.
func (d *Auditd) Start() error {
	list, err := d.Configured()
	switch {
	case err != nil:
		return err
	case len(list) == 0:
		return fmt.Errorf("no HSM configured; name one with esn=… in section [%s] of %s", AuditSection, ConfigFile)
	case d.running:
		return nil
	}
	d.running, d.rounds = true, 0
	d.timer = d.host.time.After(auditFirst, d.round)
	d.log("started")
	return nil
}

// Stop stops the service.
func (d *Auditd) Stop() {
	if d.running {
		d.log("stopped")
	}
	d.halt()
}

// halt is Stop without a word: the power went away.
func (d *Auditd) halt() {
	d.host.time.Stop(d.timer)
	d.running = false
}

// round fetches the log of every HSM that is configured and arranges for the next round.
func (d *Auditd) round() {
	d.timer = d.host.time.After(AuditEvery, d.round)
	d.last = d.host.Now()
	d.rounds++
	list, err := d.Configured()
	if err != nil {
		d.log(err.Error())
	}
	for _, esn := range list {
		if told, err := d.fetch(esn); err != nil {
			d.log("HSM " + esn + ": " + err.Error())
		} else {
			d.log("HSM " + esn + ": " + told)
		}
	}
}

// fetch exports the log of one HSM, or the one that is still saved there, and expires it once it is on disk.
func (d *Auditd) fetch(esn string) (string, error) {
	i := slices.IndexFunc(d.host.Slots, func(m *module.Module) bool { return m.ESN == esn })
	if i < 0 {
		return "", errors.New("not in this host")
	}
	m := d.host.Slots[i]
	var log module.SavedLog
	err := d.call(m, "logs export", func() (r *refusal.Refusal) {
		log, r = m.ExportLog(m.LogStatus().Saved > 0)
		return r
	})
	if err != nil {
		return "", err
	}
	s, err := signedlog.Parse(log.File)
	if err == nil {
		err = s.Verify(log.Key)
	}
	if err == nil {
		err = d.store(esn, s.Seq, log.File)
	}
	if err != nil {
		return "", fmt.Errorf("log %d: %w", log.Seq, err)
	}
	err = d.call(m, "logs expire", func() *refusal.Refusal { return m.ExpireLog(s.Seq) })
	return fmt.Sprintf("log %d exported and expired, %d entries, signature valid", s.Seq, len(s.Entries)), err
}

// call asks the monitor service, with this host's key, as hsmadmin does.
func (d *Auditd) call(m *module.Module, method string, do func() *refusal.Refusal) error {
	key, err := d.host.LoadKey(d.host.root(), Monitor, &Secrets{Getenv: func(string) string { return "" }})
	switch {
	case err != nil:
		return err
	case !m.Up() || m.Failed() && !m.MonitorOnly():
		return errors.New("no answer from the service")
	}
	r := m.Authenticate(Monitor, method, key.Public())
	if r == nil {
		r = m.Forbids(string(Monitor), method)
	}
	if r == nil {
		r = do()
	}
	m.Record(string(Monitor), method, r)
	if r != nil {
		return r
	}
	return nil
}

func (d *Auditd) store(esn string, seq int, file []byte) error {
	h := d.host
	for _, dir := range []string{AuditDir, path.Join(AuditDir, esn)} {
		if err := h.makeDir(place{dir, 0o750, Root, auditGroup}); err != nil {
			return err
		}
	}
	name := path.Join(AuditDir, esn, signedlog.FileName(esn, seq))
	if err := h.FS.Write(h.root(), name, file, 0o640); err != nil {
		return err
	}
	return h.FS.Chown(h.root(), name, Root, auditGroup) // those who may read logs from the HSM may read these
}

// log writes a line to the service's own log. That the disk may be full is the user's affair.
func (d *Auditd) log(text string) {
	line := d.host.Now().UTC().Format("2006-01-02 15:04:05 ") + "nshieldauditd: " + text + "\n"
	_ = d.host.FS.Append(d.host.root(), AuditLog, []byte(line), 0o644)
}
