package hsmadmin

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/signedlog"
	"hsmlab/sim/sshkey"
)

// logTime is how long the monitor service takes to collect a log [simulated].
const logTime = 400 * time.Millisecond

var (
	oneESN   = refusal.Rule{ID: "G-4.10.1.8.1-3", Guide: "4.10.1.8.1", Basis: refusal.Documented}
	logDir   = refusal.Rule{ID: "G-4.10.1.8.3-2", Guide: "4.10.1.8.3", Basis: refusal.Documented}
	logFile  = refusal.Rule{Guide: "4.10.1.8", Basis: refusal.Inferred}
	tampered = refusal.Rule{Guide: "4.12.4.2.2", Basis: refusal.Inferred}
)

// logs is the group that manages the system logs (guide 4.10.1.8). Common options may also stand before the
// subcommand (D-108).
func (t *tool) logs() cli.Spec {
	return cli.Spec{
		Name: "logs", Usage: "<subcommand>", Guide: "4.10.1.8", About: "Manages the system logs.",
		Flags: t.flags(t.verboseFlag), Timeout: "G-4.10.1.8.1-5", Seconds: &t.Seconds,
		Group: []cli.Spec{t.logsGet(), t.logsClear(), t.logsExport(), t.logsExpire(), t.logsGetkey()},
	}
}

// logFlag declares --log.
func (t *tool) logFlag(name *string) func(*pflag.FlagSet) {
	return func(f *pflag.FlagSet) { f.StringVar(name, "log", "", "Log to act on: system or init.") }
}

func textFlag(value *string, name, about string) func(*pflag.FlagSet) {
	return func(f *pflag.FlagSet) { f.StringVar(value, name, "", about) }
}

// badUsage complains as the command line parser does.
func (t *tool) badUsage(s cli.Spec, command, text string) int {
	t.P.Errorf("usage: %s %s\n%[1]s: error: %[3]s\n", command, s.Usage, text)
	return cli.Usage
}

// badLog complains about a log that does not exist.
func (t *tool) badLog(s cli.Spec, name string) (status int, bad bool) {
	if name == string(module.SystemLog) || name == string(module.InitLog) {
		return cli.OK, false
	}
	return t.badUsage(s, "hsmadmin logs "+s.Name, "argument --log: invalid choice: '"+name+"' (choose from system, init)"), true
}

func (t *tool) logsGet() cli.Spec {
	var log, out string
	s := cli.Spec{
		Name: "get", Usage: "[-h] [--verbose] [--timeout <TIMEOUT>] --esn <ESN> --log <LOG> [--json | --out <OUTFILE>]", Guide: "4.10.1.8.1",
		About:    "Shows a log of one HSM, unsigned.",
		Flags:    t.flags(t.verboseFlag, t.oneESNFlag, t.logFlag(&log), t.jsonFlag, textFlag(&out, "out", "File to write the log to.")),
		Required: []string{"esn", "log"}, Exclusive: [][]string{{"json", "out"}}, Timeout: "G-4.10.1.8.1-5", Seconds: &t.Seconds,
	}
	s.Run = func([]string) int {
		if len(t.ESNs) > 1 {
			t.P.Refuse(oneESN.New("hsmadmin", "logs get", "only one ESN can be given"))
			return t.badUsage(s, "hsmadmin logs get", "argument --esn: only one ESN can be given")
		}
		if status, bad := t.badLog(s, log); bad {
			return status
		}
		return t.getLog(module.LogName(log), out)
	}
	return s
}

type logRow struct {
	ESN     string     `json:"esn"`
	Log     string     `json:"log"`
	Entries []entryRow `json:"entries"`
}

type entryRow struct {
	Time string `json:"time"`
	Text string `json:"text"`
}

func (t *tool) getLog(name module.LogName, out string) int {
	const doing = "get log"
	a := client.Access{Service: sshkey.Monitor, Method: "logs get", Cost: logTime}
	m, r := t.One("monitor", a.Method)
	if r == nil {
		var list []signedlog.Entry
		if r = t.Call(m, a, func() *refusal.Refusal { list = m.Log(name); return nil }); r == nil {
			r = t.showLog(m, name, list, out)
		}
	}
	if r != nil {
		return t.Fail(doing, r)
	}
	return cli.OK
}

func (t *tool) showLog(m *module.Module, name module.LogName, list []signedlog.Entry, out string) *refusal.Refusal {
	if t.JSON {
		row := logRow{m.ESN, string(name), []entryRow{}}
		for _, e := range list {
			row.Entries = append(row.Entries, entryRow{e.At.Format(time.RFC3339), e.Text})
		}
		t.printJSON([]logRow{row})
		return nil
	}
	var b strings.Builder
	for _, e := range list {
		b.WriteString(e.String() + "\n")
	}
	if out == "" {
		t.P.Printf("%s", b.String())
		return nil
	}
	if r := t.writeFile("logs get", out, []byte(b.String())); r != nil {
		return r
	}
	t.P.Printf("HSM %s: %s log written to %s, %s\n", m.ESN, name, out, entries(len(list)))
	return nil
}

// entries counts them in words.
func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

// writeFile writes what a service returned, as the user who runs the tool.
func (t *tool) writeFile(method, name string, data []byte) *refusal.Refusal {
	if err := t.P.Host.FS.Write(t.P.User, t.P.Path(name), data, 0o644); err != nil {
		return logFile.New("monitor", method, err.Error())
	}
	return nil
}

func (t *tool) logsClear() cli.Spec {
	log := ""
	s := cli.Spec{
		Name: "clear", Usage: "[-h] [--verbose] [--timeout <TIMEOUT>] [--esn <ESN>] --log <LOG> [--json]", Guide: "4.10.1.8.2",
		About:    "Clears a log. From firmware 13.5 on the system log is expired instead; from 13.7 on the init log clears itself.",
		Flags:    t.flags(t.verboseFlag, t.esnFlag, t.logFlag(&log), t.jsonFlag),
		Required: []string{"log"}, Timeout: "G-4.10.1.8.2-4", Seconds: &t.Seconds,
	}
	s.Run = func([]string) int {
		if status, bad := t.badLog(s, log); bad {
			return status
		}
		return t.clearLog(module.LogName(log))
	}
	return s
}

func (t *tool) clearLog(name module.LogName) int {
	type row struct {
		ESN string `json:"esn"`
		Log string `json:"log_cleared"`
	}
	rows := []row{}
	a := client.Access{Service: sshkey.Monitor, Method: "logs clear", Root: true, Rule: configures, Cost: change}
	status := t.each("clear log", a, func(m *module.Module) *refusal.Refusal {
		if r := m.ClearLog(name); r != nil {
			return r
		}
		rows = append(rows, row{m.ESN, string(name)})
		if !t.JSON {
			t.P.Printf("HSM %s: %s log cleared\n", m.ESN, name)
		}
		return nil
	})
	if t.JSON {
		t.printJSON(rows)
	}
	return status
}

type logKeyRow struct {
	ESN         string `json:"esn"`
	Key         string `json:"key"`
	Fingerprint string `json:"fingerprint"`
	Certificate bool   `json:"certificate"`
}

func (t *tool) logsGetkey() cli.Spec {
	out := ""
	return cli.Spec{
		Name: "getkey", Usage: "[-h] [--verbose] [--timeout <TIMEOUT>] [--esn <ESN>] [--json | --out <OUTFILE>]", Guide: "4.10.1.8.5",
		About:     "Shows the key that verifies the system logs of an HSM.",
		Flags:     t.flags(t.verboseFlag, t.oneESNFlag, t.jsonFlag, textFlag(&out, "out", "File to write the key to.")),
		Exclusive: [][]string{{"json", "out"}}, Timeout: "G-4.10.1.8.5-2", Seconds: &t.Seconds,
		Run: func([]string) int {
			if r := t.getKey(out); r != nil {
				return t.Fail("get log key", r)
			}
			return cli.OK
		},
	}
}

func (t *tool) getKey(out string) *refusal.Refusal {
	const method = "logs getkey"
	m, r := t.One("monitor", method)
	if r != nil {
		return r
	}
	var key sshkey.Public
	certified := false
	a := client.Access{Service: sshkey.Monitor, Method: method, Cost: quick}
	if r := t.Call(m, a, func() (r *refusal.Refusal) { key, certified, r = m.LogKey(); return r }); r != nil {
		return r
	}
	if !certified {
		t.P.Errorf("WARNING: HSM %s: no certificate for the log verification key\n", m.ESN)
	}
	line := key.Line("nshield5-log-" + m.ESN)
	switch {
	case t.JSON:
		t.printJSON([]logKeyRow{{m.ESN, string(key), key.Fingerprint(), certified}})
	case out == "":
		t.P.Printf("%s", line)
	default:
		if r := t.writeFile(method, out, []byte(line)); r != nil {
			return r
		}
		t.P.Printf("HSM %s: log verification key written to %s\n", m.ESN, out)
	}
	return nil
}
