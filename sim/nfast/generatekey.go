package nfast

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

var keyThere = refusal.Rule{Guide: "4.11.3.3", Basis: refusal.Inferred}

// keyOptions are those of generatekey that are simulated.
type keyOptions struct {
	number, slot int
	set          string
	key          world.Key
	token        bool
}

func generatekeyTree(p *host.Process, room *site.Room) cli.Spec {
	var o keyOptions
	s := cli.Spec{
		Name: "generatekey", Usage: "[-h] [-m MODULE] [-s SLOT] [-c CARDSET] APPNAME [NAME=VALUE ...]", Guide: "4.11.3.3",
		About: "Makes a key of an application, simple or pkcs11. NAME is ident (needed), plainname, type (RSA, AES, EC),\nsize in bits, protect (module, or token for a card set) or recovery (yes, no). Other applications and the\nquestions that the real tool asks are not simulated, because the guide only runs it.",
		Flags: func(f *pflag.FlagSet) {
			f.IntVarP(&o.number, "module", "m", 1, "Module that makes the key.")
			f.IntVarP(&o.slot, "slot", "s", -1, "Slot in which the cards are read; otherwise any.")
			f.StringVarP(&o.set, "cardset", "c", "", "Operators' card set that protects the key, by name or hash.")
		},
		Operands: append([]string{"APPNAME"}, slices.Repeat([]string{"[NAME=VALUE]"}, 6)...),
	}
	s.Run = func(args []string) int {
		if why := o.read(args); why != "" {
			p.Errorf("usage: generatekey %s\ngeneratekey: error: %s\n", s.Usage, why)
			return cli.Usage
		}
		return generatekey(p, room, o)
	}
	return s
}

// read reads the application and the properties of the key; it tells what is wrong with them.
func (o *keyOptions) read(args []string) string {
	k := &o.key
	k.App, k.Type, k.Recovery, o.token = args[0], "RSA", true, o.set != ""
	if !slices.Contains(world.Apps, k.App) {
		return "not simulated: application " + k.App + ", because only keys of " + strings.Join(world.Apps, " and ") + " are made here"
	}
	for _, a := range args[1:] {
		name, value, _ := strings.Cut(a, "=")
		if why := o.property(name, value); why != "" {
			return name + ": " + why
		}
	}
	if k.Bits == 0 {
		k.Bits, _ = world.DefaultSize(k.Type)
	}
	switch {
	case k.Ident == "":
		return "ident=… is needed"
	case !world.GoodSize(k.Type, k.Bits):
		return fmt.Sprintf("no %s keys of %d bits", k.Type, k.Bits)
	case o.token != (o.set != ""):
		return "protect=token goes with -c CARDSET, protect=module without"
	}
	return ""
}

func (o *keyOptions) property(name, value string) string {
	k, ok := &o.key, true
	switch name {
	case "ident":
		k.Ident, ok = value, world.GoodIdent(value)
	case "plainname":
		k.Name, ok = value, world.GoodName(value)
	case "type":
		k.Type = value
		_, ok = world.DefaultSize(value)
	case "size":
		n, err := strconv.Atoi(value)
		k.Bits, ok = n, err == nil && n > 0
	case "protect":
		o.token, ok = value == "token", value == "token" || value == "module"
	case "recovery":
		k.Recovery, ok = value == "yes", value == "yes" || value == "no"
	default:
		return "no such property; there are ident, plainname, type, size, protect and recovery"
	}
	if !ok {
		return fmt.Sprintf("invalid value %.40q", value)
	}
	return ""
}

func generatekey(p *host.Process, room *site.Room, o keyOptions) int {
	const tool = "generatekey"
	d, w, status := ready(p, room, tool, o.number)
	if d == nil {
		return status
	}
	if _, r := keyNamed(p, tool, w, o.key.App, o.key.Ident); r == nil {
		return fail(p, tool, keyThere.New(tool, "begin", "key "+o.key.App+" "+o.key.Ident+" exists already"))
	}
	protect := "module"
	if d.only = o.slot; o.set != "" {
		set, r := setNamed(p, tool, w, o.set)
		if r == nil {
			_, r = d.loadSet(set)
		}
		if r != nil {
			return fail(p, tool, r)
		}
		o.key.Set, protect = set.Hash, "token"
	}
	d.p.Sleep(cardTime)
	if r := d.connected(); r != nil {
		return fail(p, tool, r)
	}
	seed := room.Chance.Bytes("application key")
	o.key.World, o.key.Hash = w.KNSO, world.Hash(w.KNSO, string(seed[:]))
	if r := keepKey(p, tool, o.key); r != nil {
		return fail(p, tool, r)
	}
	recovery := "no"
	if o.key.Recovery {
		recovery = "yes"
	}
	p.Printf("key generation parameters:\n")
	for _, f := range [][3]string{
		{"operation", "Operation to perform", "generate"}, {"application", "Application", o.key.App}, {"protect", "Protected by", protect},
		{"recovery", "Key recovery", recovery}, {"type", "Key type", o.key.Type}, {"size", "Key size", strconv.Itoa(o.key.Bits)},
		{"ident", "Key identifier", o.key.Ident}, {"plainname", "Key name", o.key.Name},
	} {
		p.Printf("%s\n", strings.TrimRight(fmt.Sprintf(" %-12s %-26s %s", f[0], f[1], f[2]), " "))
	}
	p.Printf("Key successfully generated.\nPath to key: %s\n", keyFile(o.key))
	return cli.OK
}

// ready opens a module that is usable in the world of the host; nil and the exit status if there is none.
func ready(p *host.Process, room *site.Room, tool string, number int) (*deck, world.World, int) {
	if !connect(p) || !allowed(p, tool) {
		return nil, world.World{}, cli.Failed
	}
	list := p.Host.Hardserver.Modules()
	if number < 1 || number > len(list) {
		return nil, world.World{}, invalidModule(p, tool, number)
	}
	if r := forced(list[number-1], tool); r != nil {
		return nil, world.World{}, fail(p, tool, r)
	}
	w, err := readWorld(p)
	v, ok := p.Host.Hardserver.Connected(list[number-1])
	if err != nil || !ok || !moduleState(v, w).usable() {
		return nil, w, fail(p, tool, notUsable.New(tool, "begin", fmt.Sprintf("module #%d is not usable in the Security World of this host; see nfkminfo", number)))
	}
	return open(p, room, tool, number, v, vcm.Operational), w, cli.OK
}

// loadSet reads a quorum of a set of operators' cards, by the dialogue of facts 3.9. It returns the slots used.
func (d *deck) loadSet(set world.Set) ([]*world.Reader, *refusal.Refusal) {
	suits := func(c *world.Card) string {
		switch {
		case c.Kind != world.Operator:
			return string(c.Kind) + " card; an operator card of `" + set.Name + "' is needed"
		case c.Set != set.Hash:
			return "card of another set, `" + c.Title + "'"
		}
		return ""
	}
	var used []*world.Reader
	d.p.Printf("Loading `%s':\n", set.Name)
	for n := range set.Quorum.K {
		d.p.Printf(" Module %d: %d cards of %d read\n", d.number, n, set.Quorum.K)
		s, r := d.next(suits)
		if r == nil {
			d.say(s, fmt.Sprintf("`%s' #%d", set.Name, s.Card().Share))
			r = d.read(s)
		}
		if r != nil {
			return nil, r
		}
		used = append(used, s.Reader)
	}
	d.p.Printf("Card reading complete.\n\n")
	return used, nil
}
