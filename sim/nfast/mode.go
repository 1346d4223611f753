package nfast

import (
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
	"hsmlab/sim/vcm"
)

// Times of the tenant's utilities [simulated]; the first command after a mode change is slow on a real host.
const (
	changeTime  = 1500 * time.Millisecond
	initTime    = 4 * time.Second
	serviceTime = 4 * time.Second
)

var (
	privilege = refusal.Rule{Guide: "4.6.4", Basis: refusal.Inferred}
	wrongMode = refusal.Rule{Guide: "4.3.1.1", Basis: refusal.Inferred}
)

// retry is the option that tries a failed module again.
const retry = "retry"

// action is what nopclearfail does to a module: the option, the nCore command it prints, and its effect.
type action struct {
	long, short, command, about string
	do                          func(v *vcm.VCM)
	alive                       bool // it does not end an error state, so a module in one does not take it (guide 4.4.2)
}

var actions = []action{
	{"initialization", "I", "ClearUnitEx", "Puts the module in pre-initialization mode.", func(v *vcm.VCM) { v.Switch(vcm.PreInitialization) }, false},
	{"operational", "O", "ClearUnitEx", "Puts the module in operational mode.", func(v *vcm.VCM) { v.Switch(vcm.Operational) }, false},
	{"maintenance", "M", "ClearUnitEx", "Puts the module in maintenance mode.", func(v *vcm.VCM) { v.Switch(vcm.Maintenance) }, false},
	{"clear", "c", "ClearUnit", "Clears the module.", func(v *vcm.VCM) { v.Clear() }, false},
	{retry, "r", "RetryFailedModule", "Tries a failed module again.", func(v *vcm.VCM) { v.Retry() }, false},
	{"no-op", "n", "NoOp", "Asks the module to do nothing.", func(*vcm.VCM) {}, true},
	{"fail", "", "Fail", "Puts the module in the error state.", func(v *vcm.VCM) { v.Switch(vcm.Error) }, true},
}

func nopclearfailTree(p *host.Process, _ *site.Room) cli.Spec {
	number, all, wait := 0, false, false
	chosen := make([]bool, len(actions))
	var names []string
	for _, a := range actions {
		names = append(names, a.long)
	}
	return cli.Spec{
		Name: "nopclearfail", Usage: "[-h] (-I | -O | -M | -c | -r | -n | --fail) (-m MODULE | -a) [-w]", Guide: "4.6.4",
		About: "Changes the mode of a module, clears it, or tries it again.",
		Flags: func(f *pflag.FlagSet) {
			for i, a := range actions {
				f.BoolVarP(&chosen[i], a.long, a.short, false, a.about)
			}
			f.IntVarP(&number, "module", "m", 0, "Module to act on.")
			f.BoolVarP(&all, "all", "a", false, "Acts on all modules.")
			f.BoolVarP(&wait, "wait", "w", false, "Waits until the module answers in the new mode.")
		},
		Exclusive: [][]string{names, {"module", "all"}},
		Run: func([]string) int {
			for i, a := range actions {
				if chosen[i] {
					return nopclearfail(p, a, number, all, wait)
				}
			}
			p.Errorf("usage: nopclearfail [-h] (-I | -O | -M | -c | -r | -n | --fail) (-m MODULE | -a) [-w]\nnopclearfail: error: say what to do: one of -I -O -M -c -r -n --fail\n")
			return cli.Usage
		},
	}
}

func nopclearfail(p *host.Process, a action, number int, all, wait bool) int {
	if !connect(p) || !allowed(p, "nopclearfail") {
		return cli.Failed
	}
	list := p.Host.Hardserver.Modules()
	if !all && number == 0 {
		p.Errorf("nopclearfail: error: choose a module with -m, or all with -a\n")
		return cli.Usage
	}
	if !all && (number < 1 || number > len(list)) {
		return invalidModule(p, "nopclearfail", number)
	}
	status := cli.OK
	for i, m := range list {
		if all || i+1 == number {
			status = max(status, apply(p, a, i+1, m, wait))
		}
	}
	return status
}

// allowed lets only root and the group nfast change modules.
func allowed(p *host.Process, command string) bool {
	if p.User.UID == 0 || p.User.In("nfast") {
		return true
	}
	p.Refuse(privilege.New("hardserver", command, "AccessDenied"))
	p.Host.Hardserver.Complain(p, "AccessDenied: "+command+" by user "+p.User.Name)
	p.Errorf("%s: AccessDenied; user %s is not in group nfast\n", command, p.User.Name)
	return false
}

func apply(p *host.Process, a action, number int, m *host.Attachment, wait bool) int {
	s := &p.Host.Hardserver
	if wait {
		p.Sleep(changeTime)
	}
	if a.long == retry && m.Card == nil {
		s.Retry(m)
	}
	v, ok := s.Connected(m)
	if !ok || a.alive && v.Mode() == vcm.Error {
		return hardwareFailed(p, a, number, m)
	}
	if strings.HasPrefix(a.command, "ClearUnit") {
		s.Arrange(m)
		if u, ok := unitOf(m); ok {
			u.Clear()
		}
	}
	if c, card := soloOf(m); card {
		return applySolo(p, a, number, c)
	}
	u, unit := unitOf(m)
	if unit && a.long == "fail" {
		u.Break("D", false) // the lamp of a Connect XC shows it, too
	} else {
		a.do(v)
	}
	if mod, _, _ := p.Host.Reach(m.Config); mod != nil && strings.HasPrefix(a.command, "ClearUnit") {
		mod.ActivateFeatures()
	}
	if v.Mode() == vcm.Error || unit && u.Failed() {
		s.Mistrust(fmt.Sprintf("module #%d replied HardwareFailed; it is in the error state", number))
	}
	p.Printf("Module %d, command %s: OK\n", number, a.command)
	return cli.OK
}

func initunitTree(p *host.Process, room *site.Room) cli.Spec {
	number := 1
	return cli.Spec{
		Name: "initunit", Usage: "[-h] [-m MODULE]", Guide: "4.6.1.1",
		About: "Initialises a module with a dummy Security Officer's key; what it held before is erased.",
		Flags: func(f *pflag.FlagSet) { f.IntVarP(&number, "module", "m", 1, "Module to initialise.") },
		Run:   func([]string) int { return initunit(p, room, number) },
	}
}

func initunit(p *host.Process, room *site.Room, number int) int {
	if !connect(p) || !allowed(p, "initunit") {
		return cli.Failed
	}
	s := &p.Host.Hardserver
	list := s.Modules()
	if number < 1 || number > len(list) {
		return invalidModule(p, "initunit", number)
	}
	if r := forced(list[number-1], "initunit"); r != nil {
		return fail(p, "initunit", r)
	}
	v, ok := s.Connected(list[number-1])
	if !ok || !v.Begin() {
		p.Refuse(wrongMode.New("hardserver", "initunit", "module is not in pre-initialization mode"))
		p.Errorf("initunit: module #%d is not in pre-initialization mode; use nopclearfail -I -m %d first\n", number, number)
		return cli.Failed
	}
	defer v.End()
	p.Printf("Initialising Unit #%d\n", number)
	p.Sleep(initTime)
	hash := room.Chance.Bytes("hknso")
	if now, ok := s.Connected(list[number-1]); !ok || now != v || !v.Initialise(hex.EncodeToString(hash[:20])) {
		p.Errorf("initunit: module #%d stopped answering\n", number)
		return cli.Failed
	}
	p.Printf("Setting dummy HKNSO\nModule Key Info: HKM[0] is %s\n", v.World())
	return cli.OK
}

// hardserverGuide is the section that starts and stops the hardserver.
const hardserverGuide = "4.7.5"

func initTree(p *host.Process, _ *site.Room) cli.Spec {
	s := cli.Spec{
		Name: "init.d-ncipher", Usage: "start|stop|restart", Guide: hardserverGuide, About: "Starts and stops the hardserver.",
	}
	for _, a := range []struct {
		name, about string
		stop, start bool
	}{{"start", "Starts it.", false, true}, {"stop", "Stops it.", true, false}, {"restart", "Stops and starts it.", true, true}} {
		s.Group = append(s.Group, cli.Spec{Name: a.name, Usage: "[-h]", Guide: hardserverGuide, About: a.about, Run: func([]string) int { return service(p, a.stop, a.start) }})
	}
	return s
}

func service(p *host.Process, stop, start bool) int {
	if !elevated(p, "init.d-ncipher", hardserverGuide) {
		return cli.Failed
	}
	s := &p.Host.Hardserver
	if stop {
		p.Printf("Stopping nFast server\n")
		p.Sleep(serviceTime / 2)
		s.Stop()
	}
	if start {
		p.Printf("Starting nFast server\n")
		p.Sleep(serviceTime / 2)
		s.StartWith(p.Getenv)
		if on, _ := s.Running(); !on {
			if _, err := p.Host.FS.Stat(p.Host.User(host.Root), host.LogFile); err != nil { // unpacked, not installed
				p.Errorf("nFast server failed to start: the software is not installed; run %s/install\n", host.SbinDir)
				return cli.Failed
			}
			p.Errorf("nFast server failed to start; see %s\n", host.LogFile)
			return cli.Failed
		}
	}
	return cli.OK
}
