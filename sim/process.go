package sim

import (
	"fmt"
	"slices"
	"strings"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/hsmadmin"
	"hsmlab/sim/hypervisor"
	"hsmlab/sim/nfast"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
	"hsmlab/sim/vcmadmin"
)

// tree makes the command tree of a tool.
type tree func(p *host.Process, room *site.Room) cli.Spec

// trees lists the command trees of the HSM software by path.
func trees() map[string]tree {
	all := map[string]tree{
		host.BinDir + "/hsmadmin": hsmadmin.Tree,
		host.BinDir + "/vcmadmin": vcmadmin.Tree,

		host.SbinDir + "/install":   hsmadmin.InstallTree,
		host.SbinDir + "/uninstall": hsmadmin.UninstallTree,
	}
	for _, t := range nfast.Tools() {
		all[t.Path] = t.Tree
	}
	for path, t := range xenTrees() {
		all[path] = t
	}
	for _, version := range media {
		all[hsmadmin.Medium(version)+"/unpack"] = hsmadmin.UnpackTree(version)
	}
	return all
}

// media are the versions of the software that a host may have on a medium.
var media = []string{host.SoftwareVersion, OldSoftware}

// OldSoftware is a version of the Security World software from before multi-tenancy.
const OldSoftware = "13.6.3"

// install puts the HSM software on a host and ties its power to the lab's processes.
func (l *Lab) install(h *host.Host) {
	h.AddProgram(host.BinDir+"/hsmadmin", hsmadmin.Program(l.room))
	h.AddProgram(host.BinDir+"/vcmadmin", vcmadmin.Program(l.room))
	for _, t := range nfast.Tools() {
		h.AddProgram(t.Path, t.Program(l.room))
	}
	for _, path := range []string{host.SbinDir + "/install", host.SbinDir + "/uninstall"} {
		h.AddProgram(path, l.script(trees()[path]))
	}
	for _, version := range h.Media {
		path := hsmadmin.Medium(version) + "/unpack"
		h.AddMedium(path, l.script(trees()[path]))
	}
	if m := l.hypervisor(h.Name); m != nil && m.Kind == hypervisor.XenServer {
		for path, t := range xenTrees() {
			h.AddProgram(path, l.script(t))
		}
	}
	h.Halted = func() { l.killAll(h) }
}

// script makes a command tree runnable.
func (l *Lab) script(t tree) host.Program {
	return func(p *host.Process) int {
		status, name := cli.Run(p, t(p, l.room))
		p.Name = name
		return status
	}
}

// killAll ends the programs of a host that loses power.
func (l *Lab) killAll(h *host.Host) {
	for _, pid := range l.pids() {
		if p := l.processes[pid]; p != nil && p.Host == h {
			p.Kill(137)
		}
	}
}

func (l *Lab) exec(e Exec) (int, error) {
	h, u, err := l.running(e.Host, e.User)
	if err != nil {
		return 0, err
	}
	if err := l.checkExec(e); err != nil {
		return 0, err
	}
	program, path, err := h.Program(u, e.Argv[0])
	if err != nil {
		return 0, err
	}
	l.lastPID++
	p := &host.Process{
		PID: l.lastPID, Host: h, User: u, Argv: slices.Clone(e.Argv), Env: slices.Clone(e.Env), Dir: e.Dir,
		TTY: e.TTY, Stdin: []byte(e.Stdin), Name: path[strings.LastIndex(path, "/")+1:],
	}
	p.Argv[0] = p.Name
	l.processes[p.PID] = p
	p.Start(&l.room.Clock, program, l.printed(), l.exited)
	return p.PID, nil
}

func (l *Lab) checkExec(e Exec) error {
	size := len(e.Stdin) + len(e.Dir)
	for _, list := range [][]string{e.Argv, e.Env} {
		for _, s := range list {
			size += len(s) + 1
		}
	}
	switch {
	case len(e.Argv) == 0:
		return fmt.Errorf("exec: no program")
	case len(l.processes) >= MaxProcesses:
		return fmt.Errorf("exec: %d programs run already; Resource temporarily unavailable", MaxProcesses)
	case len(e.Stdin) > host.MaxFile || size-len(e.Stdin) > MaxText:
		return fmt.Errorf("exec: Argument list too long")
	case !strings.HasPrefix(e.Dir, "/"):
		return fmt.Errorf("exec: directory %q is not absolute", e.Dir)
	}
	return nil
}

// printed returns the receiver of a program's output, which cuts off what is beyond MaxOutput.
func (l *Lab) printed() func(*host.Process, bool, string) {
	total := 0
	return func(p *host.Process, stderr bool, data string) {
		if total += len(data); total > MaxOutput {
			return
		}
		l.digest.output(p.PID, stderr, data)
		if l.observer != nil {
			l.observer.Output(p.PID, stderr, data)
		}
	}
}

func (l *Lab) exited(p *host.Process) {
	delete(l.processes, p.PID)
	l.ended++
	l.revision++
	if p.Status == cli.OK {
		p.Host.Ran[p.Name]++
	}
	refusals := []refusal.Refusal{}
	for _, r := range p.Refusals {
		refusals = append(refusals, *r)
	}
	l.last = &CommandSnapshot{Host: p.Host.Name, User: p.User.Name, Argv: p.Argv, Name: p.Name, Status: p.Status, Refusals: refusals, Seq: l.ended}
	l.explain(p)
	l.digest.exit(p.PID, p.Status)
	if l.observer != nil {
		l.observer.Exited(p.PID, p.Status)
	}
}

func (l *Lab) process(pid int) (*host.Process, error) {
	if p := l.processes[pid]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("no program with number %d runs", pid)
}

func (l *Lab) input(e Input) error {
	p, err := l.process(e.PID)
	if err != nil {
		return err
	}
	if waiting, _ := p.Reading(); !waiting {
		return fmt.Errorf("program %d does not wait for input", e.PID)
	}
	if len(e.Line) > MaxText {
		return fmt.Errorf("input: longer than %d bytes", MaxText)
	}
	p.Feed(e.Line, e.EOF)
	return nil
}

// signals maps the names of signals to the exit statuses that they cause.
var signals = map[string]int{"HUP": 129, "INT": 130, "KILL": 137, "TERM": 143}

func (l *Lab) signal(e Signal) error {
	status, ok := signals[e.Signal]
	if !ok {
		return fmt.Errorf("no signal %q; there are HUP, INT, KILL and TERM", e.Signal)
	}
	p, err := l.process(e.PID)
	if err != nil {
		return err
	}
	p.Kill(status)
	return nil
}

// ProcessInfo tells about a running program.
type ProcessInfo struct {
	PID        int
	Host, User string
	Argv       []string
	Reading    bool // waits for a line from its terminal
	Hidden     bool // what is typed must not be shown
}

// Process tells about a running program; false when it has ended.
func (l *Lab) Process(pid int) (ProcessInfo, bool) {
	p := l.processes[pid]
	if p == nil {
		return ProcessInfo{}, false
	}
	reading, hidden := p.Reading()
	return ProcessInfo{PID: pid, Host: p.Host.Name, User: p.User.Name, Argv: slices.Clone(p.Argv), Reading: reading, Hidden: hidden}, true
}
