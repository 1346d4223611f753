package nfast

import (
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/firmware"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
	"hsmlab/sim/solo"
	"hsmlab/sim/vcm"
)

var (
	noClock   = refusal.Rule{Guide: "4.3.4", Basis: refusal.Inferred}
	noLoad    = refusal.Rule{Guide: "4.16.3", Basis: refusal.Simulated}
	loadTime  = 40 * time.Second
	clockTime = 500 * time.Millisecond
)

func rtcTree(p *host.Process, _ *site.Room) cli.Spec {
	number, set := 0, false
	return cli.Spec{
		Name: "rtc", Usage: "[-h] -m MODULE [--set-clock]", Guide: "4.3.4",
		About: "Shows the real-time clock of a Solo, or sets it to the time of this host (options simulated).",
		Flags: func(f *pflag.FlagSet) {
			f.IntVarP(&number, "module", "m", 0, "Module whose clock it is.")
			f.BoolVar(&set, "set-clock", false, "Sets the clock to the host's date and time.")
		},
		Required: []string{"module"},
		Run:      func([]string) int { return rtcClock(p, "rtc", number, set) },
	}
}

func ncdateTree(p *host.Process, _ *site.Room) cli.Spec {
	number := 1
	return cli.Spec{
		Name: "ncdate", Usage: "[-h] [-m MODULE]", Guide: "4.3.4", About: "Shows the date and time of a Solo's real-time clock.",
		Flags: func(f *pflag.FlagSet) { f.IntVarP(&number, "module", "m", 1, "Module whose clock it is.") },
		Run:   func([]string) int { return rtcClock(p, "ncdate", number, false) },
	}
}

// rtcClock reads or sets the clock of a Solo. A 5s is set by hsmadmin settime.
func rtcClock(p *host.Process, tool string, number int, set bool) int {
	c, status := soloNumber(p, tool, number)
	if c == nil {
		return status
	}
	p.Sleep(clockTime)
	if set {
		c.SetClock(p.Now())
		p.Printf("Module %d: clock set\n", number)
	}
	t, r := c.ReadClock()
	if r != nil {
		p.Refuse(r)
		p.Errorf("%s: module %d: BadTokenData\n", tool, number)
		return cli.Failed
	}
	p.Printf("Module %d: %s UTC\n", number, t.UTC().Format("2006-01-02 15:04:05"))
	return cli.OK
}

// soloNumber finds a Solo by its module number. It has said why when it returns none.
func soloNumber(p *host.Process, tool string, number int) (*solo.Card, int) {
	if !connect(p) || !allowed(p, tool) {
		return nil, cli.Failed
	}
	s := &p.Host.Hardserver
	list := s.Modules()
	if number < 1 || number > len(list) {
		return nil, invalidModule(p, tool, number)
	}
	c, ok := soloOf(list[number-1])
	if !ok {
		return nil, fail(p, tool, noClock.New("hardserver", tool, fmt.Sprintf("module #%d is no Solo; the clock of an nShield 5s is its provider's (hsmadmin settime)", number)))
	}
	if c.Ncoreapi() == nil {
		return nil, fail(p, tool, noReply.New("hardserver", tool, fmt.Sprintf("module #%d: HardwareFailed", number)))
	}
	if r := c.Serves(); r != nil {
		return nil, fail(p, tool, r)
	}
	return c, cli.OK
}

func loadromTree(p *host.Process, _ *site.Room) cli.Spec {
	number := 0
	return cli.Spec{
		Name: "loadrom", Usage: "[-h] -m MODULE VERSION", Guide: "4.16.3",
		About: "Loads firmware of a version into a Solo in maintenance mode.\nThe real tool takes a file: no firmware files for Solos are simulated, because only their versions matter here.",
		Flags: func(f *pflag.FlagSet) { f.IntVarP(&number, "module", "m", 0, "Module to load.") }, Required: []string{"module"},
		Operands: []string{"VERSION"},
		Run:      func(args []string) int { return loadrom(p, number, args[0]) },
	}
}

func loadrom(p *host.Process, number int, text string) int {
	const tool = "loadrom"
	c, status := soloNumber(p, tool, number)
	if c == nil {
		return status
	}
	v, err := firmware.ParseVersion(text)
	switch {
	case err != nil:
		return fail(p, tool, noLoad.New(tool, "read", err.Error()))
	case c.Ncoreapi().Mode() != vcm.Maintenance:
		return fail(p, tool, noLoad.New("module", "load", fmt.Sprintf("module #%d is not in maintenance mode", number)))
	}
	p.Printf("Loading firmware %s into module %d\n", v, number)
	p.Sleep(loadTime)
	if n := c.Ncoreapi(); n == nil || n.Mode() != vcm.Maintenance {
		return fail(p, tool, noLoad.New("module", "load", fmt.Sprintf("module #%d left maintenance mode", number)))
	}
	if r := c.Load(v); r != nil {
		return fail(p, tool, r)
	}
	p.Printf("Module %d: firmware %s loaded\n", number, v)
	return cli.OK
}
