package nfast

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// Where a host keeps its Security World.
const (
	worldDir  = host.KMData + "/local"
	worldFile = worldDir + "/world"
)

// worldOptions are those of new-world that are simulated.
type worldOptions struct {
	initialise, load, alone, audit bool
	number                         int
	quorum, cipher, mode           string
	q                              world.Quorum
}

func newWorldTree(p *host.Process, room *site.Room) cli.Spec {
	var o worldOptions
	s := cli.Spec{
		Name: "new-world", Usage: "[-h] [-i | -l] [-S] [-m MODULE] [-Q K/N] [-c CIPHER-SUITE] [--mode SWORLD-MODE] [--audit-logging]", Guide: "4.1.4",
		About: "Makes a Security World in a module, or loads the world of this host into it. Without -i and -l it loads\na world that exists and otherwise makes one." + whereCards,
		Flags: func(f *pflag.FlagSet) {
			f.BoolVarP(&o.initialise, "initialize", "i", false, "Makes a new world, with a set of administrator cards.")
			f.BoolVarP(&o.load, "program", "l", false, "Loads the world of this host; a quorum of its administrator cards is needed.")
			f.BoolVarP(&o.alone, "no-remoteshare-cert", "S", false, "The module cannot receive remote shares; it is chosen with -m.")
			f.IntVarP(&o.number, "module", "m", 1, "Module to initialise.")
			f.StringVarP(&o.quorum, "acs-quorum", "Q", "1/1", "Quorum of the administrator cards: K of N are needed.")
			f.StringVarP(&o.cipher, "cipher-suite", "c", world.Ciphers[0], "Cipher suite of the world.")
			f.StringVar(&o.mode, "mode", world.Modes[0], "Mode of the world: unrestricted or fips-140-level-3.")
			f.BoolVar(&o.audit, "audit-logging", false, "Modules in the world keep an audit log; nopclearfail -I finalizes it [simulated].")
		},
		Exclusive: [][]string{{"initialize", "program"}},
	}
	s.Operands = []string{"[MODULE]"} // only to explain -S 1 (D-24)
	s.Run = func(args []string) int {
		if why := o.check(args); why != "" {
			p.Errorf("usage: new-world %s\nnew-world: error: %s\n", s.Usage, why)
			return cli.Usage
		}
		return newWorld(p, room, o)
	}
	return s
}

// check tells what is wrong with the options, "" if nothing is.
func (o *worldOptions) check(args []string) string {
	q, err := world.ParseQuorum(o.quorum)
	o.q = q
	switch {
	case len(args) > 0:
		return fmt.Sprintf("unrecognized arguments: %s; -S takes no value, the module is chosen with -m", args[0])
	case err != nil:
		return "argument -Q: " + err.Error()
	case !slices.Contains(world.Ciphers, o.cipher):
		return fmt.Sprintf("argument -c: invalid choice: '%s' (choose from %s)", o.cipher, strings.Join(world.Ciphers, ", "))
	case !slices.Contains(world.Modes, o.mode):
		return fmt.Sprintf("argument --mode: invalid choice: '%s' (choose from %s)", o.mode, strings.Join(world.Modes, ", "))
	}
	return ""
}

func newWorld(p *host.Process, room *site.Room, o worldOptions) int {
	const tool = "new-world"
	if !connect(p) || !allowed(p, tool) {
		return cli.Failed
	}
	list := p.Host.Hardserver.Modules()
	if o.number < 1 || o.number > len(list) {
		return invalidModule(p, tool, o.number)
	}
	w, err := readWorld(p)
	switch {
	case o.load && err != nil:
		return fail(p, tool, noWorldFile.New(tool, "load", "no existing world to load"))
	case !o.load && !o.initialise:
		o.initialise = err != nil
	}
	d, r := begin(p, room, tool, o.number)
	if r != nil {
		return fail(p, tool, r)
	}
	defer d.v.End()
	if o.initialise {
		return d.makeWorld(room, o)
	}
	return d.loadWorld(w, o)
}

// begin waits until the module is in pre-initialization mode, and lets the initialisation begin.
func begin(p *host.Process, room *site.Room, tool string, number int) (*deck, *refusal.Refusal) {
	end := p.Elapsed() + patience
	a := p.Host.Hardserver.Modules()[number-1]
	for told := false; ; told = true {
		if r := forced(a, tool); r != nil {
			return nil, r
		}
		v, ok := p.Host.Hardserver.Connected(a)
		if ok && v.Begin() {
			return open(p, room, tool, number, v, vcm.Initialization), nil
		}
		if !told {
			p.Printf("%s: module #%d is not in pre-initialization mode; waiting for nopclearfail -I -m %[2]d\n", tool, number)
		}
		if p.Elapsed() >= end {
			return nil, notPreInit.New(tool, "begin", fmt.Sprintf("module #%d did not come to pre-initialization mode within 5 minutes", number))
		}
		p.Sleep(glance)
	}
}

func readWorld(p *host.Process) (world.World, error) {
	data, err := p.Host.FS.Read(p.User, worldFile)
	if err != nil {
		return world.World{}, err
	}
	return world.Parse(data)
}

// makeWorld writes the administrators' cards, then the world into the module, and its files on the host.
func (d *deck) makeWorld(room *site.Room, o worldOptions) int {
	seed := room.Chance.Bytes("hknso")
	w := world.World{
		KNSO: hex.EncodeToString(seed[:20]), Quorum: o.q, Cipher: o.cipher, Mode: o.mode, AuditLogging: o.audit,
		Created: d.p.Now().UTC().Truncate(time.Second),
	}
	d.p.Printf("Create Security World:\n")
	if r := d.writeSet(world.Card{Kind: world.Admin, World: w.KNSO, Set: w.KNSO, Quorum: o.q}); r != nil {
		return fail(d.p, d.tool, r)
	}
	d.p.Printf("Card writing complete.\n\n")
	if r := d.install(w, !o.alone); r != nil {
		return fail(d.p, d.tool, r)
	}
	d.p.Printf("security world generated on module #%d; hknso = %s\n", d.number, w.KNSO)
	return cli.OK
}

// loadWorld reads a quorum of the administrators' cards and puts the world of the host into the module.
func (d *deck) loadWorld(w world.World, o worldOptions) int {
	d.p.Printf("Load Security World:\n")
	if r := d.administrators(w); r != nil {
		return fail(d.p, d.tool, r)
	}
	if r := d.install(w, !o.alone); r != nil {
		return fail(d.p, d.tool, r)
	}
	d.p.Printf("security world loaded on module #%d; hknso = %s\n", d.number, w.KNSO)
	return cli.OK
}

// administrators reads a quorum of the administrators' cards of a world.
func (d *deck) administrators(w world.World) *refusal.Refusal {
	suits := func(c *world.Card) string {
		switch {
		case c.Kind != world.Admin:
			return string(c.Kind) + " card; an administrator card of the world is needed"
		case c.World != w.KNSO:
			return "administrator card of another Security World"
		}
		return ""
	}
	for n := range w.Quorum.K {
		d.p.Printf(" Module %d: %d cards of %d read\n", d.number, n, w.Quorum.K)
		s, r := d.next(suits)
		if r == nil {
			d.say(s, fmt.Sprintf("administrator card %d", s.Card().Share))
			r = d.read(s)
		}
		if r != nil {
			return r
		}
	}
	d.p.Printf("Card reading complete.\n\n")
	return nil
}

// install puts the world into the module and notes it on the host. The user writes the files: root, or one of the
// group nfast.
func (d *deck) install(w world.World, shares bool) *refusal.Refusal {
	d.p.Sleep(initTime)
	if r := d.connected(); r != nil {
		return r
	}
	key := fmt.Sprintf("hsmlab module file (simulated)\nesn %s\nhknso %s\nhkml %s\n", d.a.ESN, w.KNSO, world.ModuleKey(d.a.ESN, d.a.UUID))
	for _, f := range []struct {
		path string
		data []byte
	}{{worldFile, w.Encode()}, {worldDir + "/module_" + d.a.ESN, []byte(key)}} {
		if err := d.p.Host.FS.Write(d.p.User, f.path, f.data, 0o664); err != nil {
			return noWorldFile.New(d.tool, "write", err.Error())
		}
	}
	if !d.v.Load(w, shares) {
		return wentAway.New(d.tool, "write", fmt.Sprintf("module #%d left initialization mode", d.number))
	}
	return nil
}
