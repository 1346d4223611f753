package nfast

import (
	"fmt"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// listing is what nfkminfo is asked to show.
type listing struct {
	world, sets, keys, names, softcards bool

	module    int // only this one of the world; 0 = all
	unmodeled [3]bool
}

// unmodeled are the options of the real tool about things that the simulator does not have.
var unmodeled = [3]struct{ option, short, why string }{
	{"pool", "", "modules are not pooled here: each tool uses the one it is given"},
	{"repeat", "r", "the modules do not change while nfkminfo runs; run it again"},
	{"preload-client-id", "p", "what preload leaves is kept for the module, not for a client"},
}

func nfkminfoTree(p *host.Process, room *site.Room) cli.Spec {
	var o listing
	return cli.Spec{
		Name: "nfkminfo", Usage: "[-h] [-w | -c | -k | -l | -s] [-m MODULE] [-r] [-p] [--pool] [APPNAME [IDENT]]", Guide: "4.11.2.2",
		About:   "Shows the Security World of this host, the modules in it and their slots, or what the host keeps of card\nsets and keys. APPNAME and IDENT are for -k. That -m shows the module without the world is simulated.",
		Version: "nfkminfo " + software(p) + " (simulated)",
		Flags: func(f *pflag.FlagSet) {
			f.BoolVarP(&o.world, "world-info", "w", false, "Shows the world; so does nfkminfo without options.")
			f.BoolVarP(&o.sets, "cardset-list", "c", false, "Lists the sets of operator cards.")
			f.BoolVarP(&o.keys, "key-list", "k", false, "Lists the keys, those of an application, or shows one.")
			f.BoolVarP(&o.names, "name-list", "l", false, "Lists the names of keys.")
			f.BoolVarP(&o.softcards, "softcard-list", "s", false, "Lists the softcards.")
			f.IntVarP(&o.module, "module", "m", 0, "Shows only this module and its slots.")
			for i, u := range unmodeled {
				f.BoolVarP(&o.unmodeled[i], u.option, u.short, false, "Not simulated.")
			}
		},
		Exclusive: [][]string{{"world-info", "cardset-list", "key-list", "name-list", "softcard-list", "module"}},
		Operands:  []string{"[APPNAME]", "[IDENT]"},
		Run:       func(args []string) int { return nfkminfo(p, room, o, args) },
	}
}

// software is the version of the tools; without a process, that of the newest.
func software(p *host.Process) string {
	if p == nil {
		return host.SoftwareVersion
	}
	return p.Host.Software
}

func nfkminfo(p *host.Process, room *site.Room, o listing, args []string) int {
	if len(args) > 0 && !o.keys {
		p.Errorf("nfkminfo: error: APPNAME and IDENT are for -k\n")
		return cli.Usage
	}
	for i, u := range unmodeled {
		if o.unmodeled[i] {
			return fail(p, "nfkminfo", noOption.New("nfkminfo", "options", "not simulated: --"+u.option+", because "+u.why))
		}
	}
	if !connect(p) {
		return cli.Failed
	}
	w, err := readWorld(p)
	switch known := err == nil; {
	case o.module != 0:
		return showOne(p, room, o.module, w, known)
	case !o.list(p, w, known, args):
		showAll(p, room, w, known)
	}
	return cli.OK
}

var noOption = refusal.Rule{Guide: "4.11.2.2", Basis: refusal.Simulated}

func showOne(p *host.Process, room *site.Room, number int, w world.World, known bool) int {
	list := p.Host.Hardserver.Modules()
	if number < 1 || number > len(list) {
		return invalidModule(p, "nfkminfo", number)
	}
	showModule(p, room, number, list[number-1], w, known)
	return cli.OK
}

func showAll(p *host.Process, room *site.Room, w world.World, known bool) {
	list := p.Host.Hardserver.Modules()
	usable := 0
	for _, a := range list {
		if v, ok := p.Host.Hardserver.Connected(a); ok && known && moduleState(v, w).usable() {
			usable++
		}
	}
	showWorld(p, w, known, usable > 0, len(list))
	for i, a := range list {
		p.Printf("\n")
		showModule(p, room, i+1, a, w, known)
	}
	showLoaded(p, list)
}

// worldState is the state word and its flags; those with an exclamation mark are off. The bits of Usable and of
// AuditLogging are simulated, the others are from a real transcript (facts 3.6).
func worldState(w world.World, known, usable bool) string {
	if !known {
		return "0x0 !Initialised !Usable"
	}
	word, flags := 0x17a50000, "Initialised "
	if usable {
		word |= 0x00020000
	} else {
		flags += "!"
	}
	flags += "Usable Recovery PINRecovery !ExistingClient RTC NVRAM FTO !AlwaysUseStrongPrimes SEEDebug"
	if w.AuditLogging {
		word, flags = word|0x00000100, flags+" AuditLogging"
	}
	return fmt.Sprintf("0x%x %s", word, flags)
}

func showWorld(p *host.Process, w world.World, known, usable bool, modules int) {
	line := func(name, value string) { p.Printf(" %-11s %s\n", name, value) }
	p.Printf("World\n")
	line("generation", "2")
	line("state", worldState(w, known, usable))
	line("n_modules", fmt.Sprint(modules))
	if !known {
		return
	}
	line("hknso", w.KNSO)
	line("hkm", w.Key("km")+" (type Rijndael)")
	line("hkmwk", world.WellKnownKey)
	for _, name := range []string{"kre", "kra", "kmc", "kp", "krtc", "knv", "kdsee", "kfto"} {
		line("h"+name, w.Key(name))
	}
	line("hkmnull", world.NullKey)
	line("ex.client", "none")
	line("k-out-of-n", w.Quorum.String())
	line("other quora", "m=1 r=1 p=1 nv=1 rtc=1 dsee=1 fto=1")
	line("createtime", w.Created.Format("2006-01-02 15:04:05"))
	line("nso timeout", "10 min")
	line("ciphersuite", w.Cipher)
	line("mode", w.Mode)
}

// state is what a module is to the world of the host: the word and its name. Words other than 2 are simulated.
type state struct {
	word int
	name string
}

func (s state) usable() bool { return s.name == "Usable" }

func moduleState(v *vcm.VCM, w world.World) state {
	switch v.Mode() {
	case vcm.PreInitialization:
		return state{0x1, "PreInitMode"}
	case vcm.Initialization:
		return state{0x8, "InitMode"}
	case vcm.Maintenance:
		return state{0x9, "MaintMode"}
	case vcm.Error:
		return state{0x7, "Failed"}
	}
	switch {
	case v.World() == "":
		return state{0x3, "Uninitialized"}
	case !v.Holds().Real():
		return state{0x4, "Factory"}
	case v.World() != w.KNSO:
		return state{0x5, "Foreign"}
	}
	return state{0x2, "Usable"}
}

func showModule(p *host.Process, room *site.Room, number int, a *host.Attachment, w world.World, known bool) {
	v, ok := p.Host.Hardserver.Connected(a)
	s := state{0x7, "Failed"}
	if ok {
		s = moduleState(v, w)
	}
	p.Printf("Module #%d\n", number)
	line := func(name, value string) { p.Printf(" %-10s %s\n", name, value) }
	line("generation", "2")
	line("state", fmt.Sprintf("0x%x %s", s.word, s.name))
	if !ok {
		if r := forced(a, "nfkminfo"); r != nil {
			p.Refuse(r)
		}
		line("esn", a.ESN)
		return
	}
	flags := "0x0"
	if v.TakesShares() {
		flags = "0x10000 ShareTarget"
	}
	slots := slotsOf(room, p.Host, a)
	line("flags", flags)
	line("n_slots", fmt.Sprint(len(slots)))
	line("esn", a.ESN)
	if s.usable() {
		line("hkml", world.ModuleKey(a.ESN, a.UUID))
	}
	for _, s := range slots {
		showSlot(p, number, s, w)
	}
}
