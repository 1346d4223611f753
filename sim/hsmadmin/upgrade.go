package hsmadmin

import (
	"strings"
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/firmware"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/sshkey"
)

const updater sshkey.Service = "updater"

// Loading a package takes loadTime in loadSteps parts; then hsmadmin asks every pollTime how far the HSM is
// [simulated].
const (
	loadTime  = 24 * time.Second
	loadSteps = 4 // that are shown
	loadSends = 2 // in each of them, at which the LED flickers
	pollTime  = time.Second
)

var (
	badPackage = refusal.Rule{Guide: "4.1.3.1", Basis: refusal.Inferred}
	cutOff     = refusal.Rule{Guide: "4.1.4", Basis: refusal.Simulated}
)

// upgradeRun is one run of hsmadmin upgrade.
type upgradeRun struct {
	*tool
	pkg        firmware.Package
	access     client.Access
	dry, force bool
	rows       []upgradeRow
}

type upgradeRow struct {
	ESN   string        `json:"esn"`
	State string        `json:"state"` // "validated", "programmed" or "failed"
	Parts []upgradePart `json:"components"`
}

type upgradePart struct {
	Component string   `json:"component"`
	Current   string   `json:"current_version"`
	New       string   `json:"new_version"`
	Internal  []string `json:"internal_components"`
}

func (t *tool) upgrade() cli.Spec {
	u := &upgradeRun{tool: t}
	return cli.Spec{
		Name: "upgrade", Guide: "4.10.1.4",
		Usage: "[-h] --esn <ESN> [--timeout <TIMEOUT>] [--dry-run] [--force] [--verbose] [--json] <NPKGFILE>",
		About: "Installs a firmware package; the HSM reboots by itself afterwards.",
		Flags: t.flags(t.esnFlag, t.verboseFlag, t.jsonFlag, func(f *pflag.FlagSet) {
			f.BoolVar(&u.dry, "dry-run", false, "Only validates the package; loads nothing.")
			f.BoolVar(&u.force, "force", false, "Ignores warnings. It does not override running VCMs, the minimum VSN or a bad signature.")
		}),
		Required: []string{"esn"}, Operands: []string{"NPKGFILE"}, Timeout: "G-4.10.1.4-7", Seconds: &t.Seconds,
		Run: func(args []string) int { return u.run(args[0]) },
	}
}

func (u *upgradeRun) run(file string) int {
	const doing = "upgrade firmware"
	u.access = client.Access{Service: updater, Method: "upgrade", Root: true, Cost: change, Rule: rootOnly("G-4.10.1.4-2", "4.10.1.4")}
	modules, r := u.Modules(string(updater), "upgrade")
	if r == nil {
		r = u.Privileged(u.access)
	}
	if r == nil {
		u.pkg, r = u.readPackage(file, "upgrade")
	}
	if r != nil {
		return u.Fail(doing, r)
	}
	status := cli.OK
	for _, m := range modules {
		if r := u.one(m); r != nil {
			status = u.Fail(doing, ofOne(r, m, modules))
		}
	}
	if u.JSON {
		u.printJSON(u.rows)
	}
	return status
}

// one upgrades one HSM, or tells why not.
func (u *upgradeRun) one(m *module.Module) *refusal.Refusal {
	row := upgradeRow{ESN: m.ESN, State: "failed", Parts: u.compare(m)}
	r := u.Call(m, u.access, func() *refusal.Refusal { return u.check(m, row.Parts) })
	switch {
	case r == nil && u.dry:
		row.State = "validated"
		u.say("HSM %s: the package is valid; nothing was loaded (--dry-run)\n", m.ESN)
	case r == nil:
		if r = u.load(m); r == nil {
			row.State = "programmed"
		}
	}
	u.rows = append(u.rows, row)
	return r
}

// say prints what is for people, not for programs that asked for JSON.
func (u *upgradeRun) say(format string, args ...any) {
	if !u.JSON {
		u.P.Printf(format, args...)
	}
}

// load sends the package and watches the HSM program it.
func (u *upgradeRun) load(m *module.Module) *refusal.Refusal {
	for i := range loadSteps {
		u.say("HSM %s: loading package %3d%%\n", m.ESN, i*100/loadSteps)
		for range loadSends {
			m.Touch()
			if r := u.Work(m, u.access, loadTime/loadSteps/loadSends); r != nil {
				return r
			}
		}
	}
	u.say("HSM %s: loading package 100%%\n", m.ESN)
	if r := u.again(m); r != nil {
		return r
	}
	before, resets := m.Upgrades(), m.Resets()
	m.Program(u.pkg, !u.noReset)
	u.watch(m)
	if m.Upgrades() == before {
		return cutOff.New(string(updater), "upgrade", "HSM "+m.ESN+" stopped answering while it was programmed; the firmware may be incomplete")
	}
	for _, p := range u.pkg.Parts {
		u.say("HSM %s: %s %s programmed; updated: %s\n", m.ESN, p.Component, p.Version, strings.Join(p.Internal, ", "))
	}
	if u.noReset {
		u.say("HSM %s: not reset (--no-reset); reboot the host to reset it\n", m.ESN)
		return nil
	}
	for m.Updating() && m.Resets() == resets {
		u.P.Sleep(pollTime)
	}
	u.say("HSM %s: rebooting\n", m.ESN)
	return nil
}

// again checks what may have changed while the package was sent.
func (u *upgradeRun) again(m *module.Module) *refusal.Refusal {
	if r := m.Forbids(string(updater), "upgrade"); r != nil {
		return r
	}
	return m.CheckUpgrade(u.pkg)
}

// watch shows each internal component when its programming begins.
func (u *upgradeRun) watch(m *module.Module) {
	shown := -1
	for {
		p, on := m.Programming()
		if !on {
			return
		}
		if p.Done != shown {
			u.say("HSM %s: programming %s: %s (%d of %d)\n", m.ESN, p.Component, p.Internal, p.Done+1, p.Total)
			shown = p.Done
		}
		u.P.Sleep(pollTime)
	}
}

// readPackage reads an npkg file with the user's permissions.
func (t *tool) readPackage(name, method string) (firmware.Package, *refusal.Refusal) {
	data, err := t.P.Host.FS.Read(t.P.User, t.P.Path(name))
	if err != nil {
		return firmware.Package{}, badPackage.New("npkg", method, err.Error())
	}
	p, err := firmware.Parse(data)
	if err != nil {
		return p, badPackage.New("npkg", method, name+": "+err.Error())
	}
	return p, nil
}
