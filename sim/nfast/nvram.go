package nfast

import (
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
)

const nvramTime = 3 * time.Second // [simulated]

var (
	nvramEmpty = refusal.Rule{Guide: "4.1.4", Basis: refusal.Simulated}
	nvramFile  = refusal.Rule{Guide: "4.1.4", Basis: refusal.Inferred}
)

// nvramText is what a backup file of the lab holds: what is stored in the nonvolatile memory is not modelled.
const nvramText = "nvram-backup (simulated by hsmlab): nonvolatile memory of module "

func nvramTree(p *host.Process, _ *site.Room) cli.Spec {
	number := 1
	return cli.Spec{
		Name: "nvram-backup", Usage: "[-h] [-m MODULE] FILE", Guide: "4.1.4",
		About:    "Backs up what a module keeps in nonvolatile memory, before a firmware upgrade (options simulated).",
		Flags:    func(f *pflag.FlagSet) { f.IntVarP(&number, "module", "m", 1, "Module to back up.") },
		Operands: []string{"FILE"},
		Run:      func(args []string) int { return nvramBackup(p, number, args[0]) },
	}
}

func nvramBackup(p *host.Process, number int, file string) int {
	if !connect(p) || !allowed(p, "nvram-backup") {
		return cli.Failed
	}
	s := &p.Host.Hardserver
	list := s.Modules()
	if number < 1 || number > len(list) {
		return invalidModule(p, "nvram-backup", number)
	}
	p.Sleep(nvramTime)
	v, ok := s.Connected(list[number-1])
	if !ok || !v.NVRAM {
		p.Refuse(nvramEmpty.New("hardserver", "nvram-backup", "nothing to back up"))
		p.Errorf("nvram-backup: module #%d has nothing to back up in its nonvolatile memory, or does not answer\n", number)
		return cli.Failed
	}
	if err := p.Host.FS.Write(p.User, p.Path(file), []byte(nvramText+list[number-1].ESN+"\n"), 0o600); err != nil {
		p.Refuse(nvramFile.New("nvram-backup", "write", err.Error()))
		p.Errorf("nvram-backup: %s\n", err)
		return cli.Failed
	}
	v.NVRAM = false
	p.Printf("Module #%d: nonvolatile memory backed up to %s\n", number, file)
	return cli.OK
}
