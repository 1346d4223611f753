package hsmadmin

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/signedlog"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

var (
	vcmLogDir = refusal.Rule{ID: "G-4.10.1.16.11-1", Guide: "4.10.1.16.11", Basis: refusal.Documented}
	vcmLog    = refusal.Rule{Guide: "4.10.1.16.10", Basis: refusal.Inferred}
)

// vcmLogs is the group that manages the signed system log of a VCM (guide 4.10.1.16.10).
func (t *tool) vcmLogs() cli.Spec {
	return cli.Spec{
		Name: "logs", Usage: "<subcommand>", Guide: "4.10.1.16.10", About: "Manages the system logs of a VCM.",
		Group: []cli.Spec{t.vcmLogsExport(), t.vcmLogsExpire(), t.vcmLogsGetkey()},
	}
}

// logOptions are the options of the group.
type logOptions struct {
	uuid, dir, out string
	saved, expire  bool
	seq            int
}

// mistaken: the tables of the guide call --uuid --esn in two places (D-100).
var mistaken = map[string]string{"esn": "uuid"}

func (o *logOptions) flags(f *pflag.FlagSet) {
	f.StringVar(&o.uuid, "uuid", "", "VCM whose logs are meant; it must be enrolled on this host.")
}

// oneVCM finds the VCM and does with it what the subcommand is for.
func (t *tool) oneVCM(name string, o *logOptions, do func(vcm.Config) *refusal.Refusal) int {
	doing := name + " VCM log"
	if name == "getkey" {
		doing = "get VCM log key"
	}
	list, r := t.Enrolled(o.uuid, "monitor", "logs "+name)
	if r == nil {
		r = do(list[0])
	}
	if r != nil {
		return t.Fail(doing, r)
	}
	return cli.OK
}

func (t *tool) vcmLogsExport() cli.Spec {
	var o logOptions
	return cli.Spec{
		Name: "export", Guide: "4.10.1.16.11",
		Usage: "[-h] [--verbose] [--timeout <TIMEOUT>] --uuid <UUID> [--saved] [--expire] [--json | --outdir <OUTDIR>]",
		About: "Retrieves the system log of a VCM, signed, checks its signature, and begins a new log.",
		Flags: t.flags(t.verboseFlag, o.flags, t.jsonFlag, textFlag(&o.dir, "outdir", "Directory to write the log file to; it must exist."),
			func(f *pflag.FlagSet) {
				f.BoolVar(&o.saved, "saved", false, "Exports once more the log that was exported and not expired yet.")
				f.BoolVar(&o.expire, "expire", false, "Expires the log after exporting it. Should the command fail, the log may be lost.")
			}),
		Required: []string{"uuid"}, Exclusive: [][]string{{"json", "outdir"}}, Timeout: "G-4.10.1.16.11-3", Seconds: &t.Seconds,
		Mistaken: mistaken,
		Run: func([]string) int {
			return t.oneVCM("export", &o, func(c vcm.Config) *refusal.Refusal { return t.exportVCMLog(c, o) })
		},
	}
}

// vcmExportRow is what --json tells of an exported log.
type vcmExportRow struct {
	UUID      string `json:"uuid"`
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

func (t *tool) exportVCMLog(c vcm.Config, o logOptions) *refusal.Refusal {
	const method = "logs export"
	if r := t.mayWrite(method, o.dir); r != nil {
		return vcmLogDir.New(r.Service, r.Method, r.Reason)
	}
	a := client.Access{Service: sshkey.Monitor, Method: method, Cost: logTime, Root: o.expire, Rule: configures}
	var log vcm.SavedLog
	r := t.CallVCM(c, a, func(m *module.Module, v *vcm.VCM) *refusal.Refusal {
		var err error
		if log, err = v.ExportLog(m.ESN, o.saved); err != nil {
			return vcmLog.New("monitor", method, err.Error())
		}
		return nil
	})
	if r != nil {
		return r
	}
	s, err := signedlog.Parse(log.File)
	if err == nil {
		err = s.Verify(log.Key)
	}
	if err != nil {
		return tampered.New("monitor", method, fmt.Sprintf("log %d: %s", log.Seq, err))
	}
	return t.handVCMLog(c, s, log.File, o)
}

// handVCMLog hands an exported log over: into a file, or on the standard output with what there is to say about it
// on the standard error.
func (t *tool) handVCMLog(c vcm.Config, s signedlog.Signed, file []byte, o logOptions) *refusal.Refusal {
	told := fmt.Sprintf("VCM %s: log %d, %s, signature valid", c.UUID, s.Seq, entries(len(s.Entries)))
	if o.dir != "" {
		name := path.Join(o.dir, signedlog.FileName(c.UUID, s.Seq))
		if r := t.writeFile("logs export", name, file); r != nil {
			r.Reason += fmt.Sprintf("; log %d stays in the VCM, export it with --saved", s.Seq)
			return r
		}
		t.P.Printf("%s; written to %s\n", told, name)
	} else if !t.JSON {
		t.P.Printf("%s", file)
		t.P.Errorf("%s\n", told)
	}
	expired, r := false, (*refusal.Refusal)(nil)
	if o.expire {
		r = t.expireVCMLog(c, s.Seq)
		expired = r == nil
	}
	if t.JSON {
		sum := sha256.Sum256(file)
		t.printJSON([]vcmExportRow{{c.UUID, s.ESN, s.Seq, s.Preceding, len(s.Entries), len(file), hex.EncodeToString(sum[:]), s.Key.Fingerprint(), true, expired}})
	}
	return r
}

func (t *tool) vcmLogsExpire() cli.Spec {
	var o logOptions
	return cli.Spec{
		Name: "expire", Usage: "[-h] [--verbose] [--timeout <TIMEOUT>] --uuid <UUID> --seq <SEQ_NO> [--json]", Guide: "4.10.1.16.12",
		About: "Deletes a system log that was exported from a VCM.",
		Flags: t.flags(t.verboseFlag, o.flags, t.jsonFlag, func(f *pflag.FlagSet) {
			f.IntVar(&o.seq, "seq", 0, "Sequence number of the log; it is in the first line of the exported file.")
		}),
		Required: []string{"uuid", "seq"}, Timeout: "G-4.10.1.16.12-2", Seconds: &t.Seconds,
		Mistaken: mistaken,
		Run: func([]string) int {
			return t.oneVCM("expire", &o, func(c vcm.Config) *refusal.Refusal {
				r := t.expireVCMLog(c, o.seq)
				if r == nil && t.JSON {
					t.printJSON([]struct {
						UUID string `json:"uuid"`
						Seq  int    `json:"expired_sequence_number"`
					}{{c.UUID, o.seq}})
				}
				return r
			})
		},
	}
}

func (t *tool) expireVCMLog(c vcm.Config, seq int) *refusal.Refusal {
	a := client.Access{Service: sshkey.Monitor, Method: "logs expire", Cost: change, Root: true, Rule: configures}
	return t.CallVCM(c, a, func(_ *module.Module, v *vcm.VCM) *refusal.Refusal {
		if err := v.ExpireLog(seq); err != nil {
			return vcmLog.New("monitor", "logs expire", err.Error())
		}
		if !t.JSON {
			t.P.Printf("VCM %s: log %d expired\n", c.UUID, seq)
		}
		return nil
	})
}

func (t *tool) vcmLogsGetkey() cli.Spec {
	var o logOptions
	return cli.Spec{
		Name: "getkey", Usage: "[-h] [--verbose] [--timeout <TIMEOUT>] --uuid <UUID> [--json | --out <OUTFILE>]", Guide: "4.10.1.16.13",
		About:    "Shows the key that verifies the system logs of a VCM.",
		Flags:    t.flags(t.verboseFlag, o.flags, t.jsonFlag, textFlag(&o.out, "out", "File to write the key to.")),
		Required: []string{"uuid"}, Exclusive: [][]string{{"json", "out"}}, Timeout: "G-4.10.1.16.13-2", Seconds: &t.Seconds,
		Mistaken: mistaken,
		Run: func([]string) int {
			return t.oneVCM("getkey", &o, func(c vcm.Config) *refusal.Refusal { return t.vcmLogKey(c, o.out) })
		},
	}
}

func (t *tool) vcmLogKey(c vcm.Config, out string) *refusal.Refusal {
	const method = "logs getkey"
	var key sshkey.Public
	certified := false
	a := client.Access{Service: sshkey.Monitor, Method: method, Cost: quick}
	r := t.CallVCM(c, a, func(_ *module.Module, v *vcm.VCM) *refusal.Refusal {
		key, certified = v.LogKey()
		return nil
	})
	if r != nil {
		return r
	}
	line := key.Line("nshield5-vcm-log-" + c.UUID)
	switch {
	case t.JSON:
		t.printJSON([]struct {
			UUID        string `json:"uuid"`
			Key         string `json:"key"`
			Fingerprint string `json:"fingerprint"`
			Certificate bool   `json:"certificate"`
		}{{c.UUID, string(key), key.Fingerprint(), certified}})
	case out == "":
		t.P.Printf("%s", line)
	default:
		if r := t.writeFile(method, out, []byte(line)); r != nil {
			return r
		}
		t.P.Printf("VCM %s: log verification key written to %s\n", c.UUID, out)
	}
	return nil
}
