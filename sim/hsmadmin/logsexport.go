package hsmadmin

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/signedlog"
	"hsmlab/sim/sshkey"
)

func (t *tool) logsExport() cli.Spec {
	var o exportOptions
	return cli.Spec{
		Name: "export", Guide: "4.10.1.8.3",
		Usage: "[-h] [--verbose] [--timeout <TIMEOUT>] [--esn <ESN>] [--saved] [--expire] [--json | --outdir <OUTDIR>]",
		About: "Retrieves the system log of an HSM, signed, checks its signature, and begins a new log.",
		Flags: t.flags(t.verboseFlag, t.oneESNFlag, t.jsonFlag, textFlag(&o.dir, "outdir", "Directory to write the log file to; it must exist."),
			func(f *pflag.FlagSet) {
				f.BoolVar(&o.saved, "saved", false, "Exports once more the log that was exported and not expired yet.")
				f.BoolVar(&o.expire, "expire", false, "Expires the log after exporting it. Should the command fail, the log may be lost.")
			}),
		Exclusive: [][]string{{"json", "outdir"}}, Timeout: "G-4.10.1.8.3-6", Seconds: &t.Seconds,
		Run: func([]string) int {
			if r := t.exportLog(o); r != nil {
				return t.Fail("export log", r)
			}
			return cli.OK
		},
	}
}

type exportOptions struct {
	saved, expire bool
	dir           string
}

// exportRow is what --json tells of an exported log.
type exportRow struct {
	ESN       string `json:"esn"`
	Seq       int    `json:"sequence_number"`
	Preceding int    `json:"preceding_sequence_number"`
	Entries   int    `json:"entries"`
	Bytes     int    `json:"bytes"`
	SHA256    string `json:"sha256"`
	Key       string `json:"key_fingerprint"`
	Verified  bool   `json:"verified"`
	Expired   bool   `json:"expired"`
}

func (t *tool) exportLog(o exportOptions) *refusal.Refusal {
	const method = "logs export"
	if r := t.mayWrite(method, o.dir); r != nil {
		return r
	}
	m, r := t.One("monitor", method)
	if r != nil {
		return r
	}
	a := client.Access{Service: sshkey.Monitor, Method: method, Cost: logTime, Root: o.expire, Rule: configures}
	var log module.SavedLog
	if r := t.Call(m, a, func() (r *refusal.Refusal) { log, r = m.ExportLog(o.saved); return r }); r != nil {
		return r
	}
	s, err := signedlog.Parse(log.File)
	if err == nil {
		err = s.Verify(log.Key)
	}
	if err != nil {
		return tampered.New("monitor", method, "log "+fmt.Sprint(log.Seq)+": "+err.Error())
	}
	return t.deliver(m, s, log, o)
}

// mayWrite tells why a log file could not be written to a directory, before a log is exported for it.
func (t *tool) mayWrite(method, dir string) *refusal.Refusal {
	if dir == "" {
		return nil
	}
	info, err := t.P.Host.FS.Stat(t.P.User, t.P.Path(dir))
	if err == nil && info.Dir {
		err = t.P.Host.FS.MayWrite(t.P.User, path.Join(t.P.Path(dir), "log"))
	} else if err == nil {
		err = &host.PathError{Op: "open", Path: dir, Errno: host.ErrNotDir}
	}
	if err == nil {
		return nil
	}
	var errno host.Errno
	if !errors.As(err, &errno) {
		errno = host.ErrInvalid
	}
	return logDir.New("monitor", method, "output directory "+dir+": "+errno.Error())
}

// deliver hands an exported log over: into a file, or on the standard output with what there is to say about it
// on the standard error.
func (t *tool) deliver(m *module.Module, s signedlog.Signed, log module.SavedLog, o exportOptions) *refusal.Refusal {
	told := fmt.Sprintf("HSM %s: log %d, %s, signature valid", m.ESN, s.Seq, entries(len(s.Entries)))
	if o.dir != "" {
		name := path.Join(o.dir, signedlog.FileName(m.ESN, s.Seq))
		if r := t.writeFile("logs export", name, log.File); r != nil {
			r.Reason += fmt.Sprintf("; log %d stays in the HSM, export it with --saved", s.Seq)
			return r
		}
		t.P.Printf("%s; written to %s\n", told, name)
	} else if !t.JSON {
		t.P.Printf("%s", log.File)
		t.P.Errorf("%s\n", told)
	}
	expired, r := false, (*refusal.Refusal)(nil)
	if o.expire {
		r = t.expireNow(m, s.Seq)
		expired = r == nil
	}
	if expired && t.JSON {
		t.P.Errorf("WARNING: log %d is in no file (--outdir) and is not in the HSM any more\n", s.Seq)
	}
	if t.JSON {
		sum := sha256.Sum256(log.File)
		t.printJSON([]exportRow{{m.ESN, s.Seq, s.Preceding, len(s.Entries), len(log.File), hex.EncodeToString(sum[:]), s.Key.Fingerprint(), true, expired}})
	}
	return r
}

func (t *tool) logsExpire() cli.Spec {
	seq := 0
	return cli.Spec{
		Name: "expire", Usage: "[-h] [--verbose] [--timeout <TIMEOUT>] [--esn <ESN>] --seq <SEQ_NO> [--json]", Guide: "4.10.1.8.4",
		About: "Deletes a system log that was exported from the HSM.",
		Flags: t.flags(t.verboseFlag, t.oneESNFlag, t.jsonFlag, func(f *pflag.FlagSet) {
			f.IntVar(&seq, "seq", 0, "Sequence number of the log; it is in the first line of the exported file.")
		}),
		Required: []string{"seq"}, Timeout: "G-4.10.1.8.4-2", Seconds: &t.Seconds,
		Run: func([]string) int {
			m, r := t.One("monitor", "logs expire")
			if r == nil {
				r = t.expireNow(m, seq)
			}
			if r != nil {
				return t.Fail("expire log", r)
			}
			if t.JSON {
				t.printJSON([]struct {
					ESN string `json:"esn"`
					Seq int    `json:"expired_sequence_number"`
				}{{m.ESN, seq}})
			}
			return cli.OK
		},
	}
}

func (t *tool) expireNow(m *module.Module, seq int) *refusal.Refusal {
	a := client.Access{Service: sshkey.Monitor, Method: "logs expire", Cost: change, Root: true, Rule: configures}
	return t.Call(m, a, func() *refusal.Refusal {
		if r := m.ExpireLog(seq); r != nil {
			return r
		}
		if !t.JSON {
			t.P.Printf("HSM %s: log %d expired\n", m.ESN, seq)
		}
		return nil
	})
}
