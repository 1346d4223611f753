package vcm

import (
	"crypto/sha256"
	"errors"
	"fmt"

	"hsmlab/sim/signedlog"
	"hsmlab/sim/sshkey"
)

// MaxLog is how many entries a VCM's system log takes before it drops new ones [simulated].
const MaxLog = 2_000

// logs is the VCM's own system log, which its tenant exports and expires as the provider does that of the
// platform (guide 4.10.1.16.10). Stopping the VCM keeps it; deleting the VCM ends it.
type logs struct {
	key       sshkey.Key
	certified bool

	entries   []signedlog.Entry // of the log that is being written
	seq       int               // its number, from 1; 0 before the VCM was commissioned
	preceding int               // number of the log before it
	link      string            // digest of that log
	saved     *SavedLog         // exported and not expired yet; a VCM keeps one
}

// SavedLog is a log that was exported and has not been expired.
type SavedLog struct {
	Seq  int
	File []byte        // as exported: exporting it again gives the same bytes
	Key  sshkey.Public // verifies it
}

// Commission begins the log of a new VCM. Its key follows from the VCM's own; a certificate comes with it from
// the HSM [simulated].
func (v *VCM) Commission() {
	v.logs.key = sshkey.FromSeed(sha256.Sum256([]byte("vcm log key " + string(v.ServerKey.Public()))))
	v.logs.certified, v.logs.seq = true, 1
	v.note("VCM created; log verification key " + string(v.logs.key.Public()))
}

// note writes an entry. A log that is full, and the platform's ncoreapi service, which has no log, drop it.
func (v *VCM) note(text string) {
	if v.logs.seq > 0 && len(v.logs.entries) < MaxLog {
		v.logs.entries = append(v.logs.entries, signedlog.NewEntry(v.now(), text))
	}
}

// Errors of the log functions.
var (
	ErrNoneSaved   = errors.New("no saved log in the VCM: the last one was expired, or none was exported")
	ErrNotExported = errors.New("has not been exported yet; export it first with hsmadmin vcm logs export")
)

// ExportLog signs the log that is being written and begins a new one, or with saved gives the exported log once
// more. esn is the HSM's.
func (v *VCM) ExportLog(esn string, saved bool) (SavedLog, error) {
	l := &v.logs
	switch {
	case saved && l.saved == nil:
		return SavedLog{}, ErrNoneSaved
	case saved:
		return *l.saved, nil
	case l.saved != nil:
		return SavedLog{}, fmt.Errorf("log %d has been exported already and is still saved in the VCM; export it again with --saved, or expire it with hsmadmin vcm logs expire --seq %[1]d", l.saved.Seq)
	}
	log := signedlog.Log{ESN: esn, VCM: v.UUID, Seq: l.seq, Preceding: l.preceding, Link: l.link, Entries: l.entries}
	file := log.Sign(l.key).Encode()
	l.saved = &SavedLog{Seq: l.seq, File: file, Key: l.key.Public()}
	l.preceding, l.link, l.seq, l.entries = l.seq, signedlog.Digest(file), l.seq+1, nil
	return *l.saved, nil
}

// ExpireLog deletes the saved log with that number.
func (v *VCM) ExpireLog(seq int) error {
	l := &v.logs
	switch {
	case l.saved != nil && l.saved.Seq == seq:
		l.saved = nil
		v.note(fmt.Sprintf("monitor: log %d expired", seq))
		return nil
	case seq == l.seq:
		return fmt.Errorf("log %d %w", seq, ErrNotExported)
	case l.saved != nil:
		return fmt.Errorf("no log %d in the VCM; the saved log is number %d", seq, l.saved.Seq)
	}
	return fmt.Errorf("no log %d in the VCM; there is no saved log", seq)
}

// LogKey is the key that verifies the VCM's logs, and whether a certificate ties it to the manufacturer.
func (v *VCM) LogKey() (key sshkey.Public, certified bool) {
	return v.logs.key.Public(), v.logs.certified
}

// LogStatus is what can be seen of the log: the number and the entries of the one that is being written, and the
// number of the saved one, 0 for none.
func (v *VCM) LogStatus() (seq, entries, saved int) {
	if v.logs.saved != nil {
		saved = v.logs.saved.Seq
	}
	return v.logs.seq, len(v.logs.entries), saved
}
