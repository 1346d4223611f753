package nfast

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

var (
	notUsable   = refusal.Rule{Guide: "4.11.3.1", Basis: refusal.Inferred}
	remotePersi = refusal.Rule{ID: "G-4.11.3.1-1", Guide: "4.11.3.1", Basis: refusal.Documented}
)

const maxSetName = 64 // bytes in the name of a set [simulated]

// ocsOptions are those of createocs that are simulated.
type ocsOptions struct {
	number                  int
	quorum, name            string
	q                       world.Quorum
	persist, shed, readable bool
}

func createocsTree(p *host.Process, room *site.Room) cli.Spec {
	var o ocsOptions
	s := cli.Spec{
		Name: "createocs", Usage: "[-h] [-m MODULE] [-Q K/N] -N NAME [-p | --no-persist] [-q]", Guide: "4.11.3.1",
		About: "Makes a set of operator cards of this host's Security World. The cards go into the reader of this host:\nlab card insert.",
		Flags: func(f *pflag.FlagSet) {
			f.IntVarP(&o.number, "module", "m", 1, "Module that writes the cards.")
			f.StringVarP(&o.quorum, "ocs-quorum", "Q", "1/1", "Quorum of the set: K of N cards are needed.")
			f.StringVarP(&o.name, "name", "N", "", "Name of the set.")
			f.BoolVarP(&o.persist, "persist", "p", false, "Keys stay loaded when the card is taken out.")
			f.BoolVar(&o.shed, "no-persist", false, "Keys go when the card is taken out; so it is without either option.")
			f.BoolVarP(&o.readable, "remotely_readable", "q", false, "The cards can be read over the network; they must be persistent.")
		},
		Required: []string{"name"}, Exclusive: [][]string{{"persist", "no-persist"}},
	}
	s.Run = func([]string) int {
		var err error
		if o.q, err = world.ParseQuorum(o.quorum); err != nil {
			p.Errorf("usage: createocs %s\ncreateocs: error: argument -Q: %s\n", s.Usage, err)
			return cli.Usage
		}
		if o.name == "" || len(o.name) > maxSetName || strings.ContainsFunc(o.name, unicode.IsControl) {
			p.Errorf("usage: createocs %s\ncreateocs: error: argument -N: a name has 1 to %d printable characters\n", s.Usage, maxSetName)
			return cli.Usage
		}
		return createocs(p, room, o)
	}
	return s
}

func createocs(p *host.Process, room *site.Room, o ocsOptions) int {
	const tool = "createocs"
	if !connect(p) || !allowed(p, tool) {
		return cli.Failed
	}
	list := p.Host.Hardserver.Modules()
	if o.number < 1 || o.number > len(list) {
		return invalidModule(p, tool, o.number)
	}
	w, err := readWorld(p)
	v, ok := p.Host.Hardserver.Connected(list[o.number-1])
	switch {
	case o.readable && !o.persist:
		return fail(p, tool, remotePersi.New(tool, "options", "cards that can be read remotely must be persistent; add --persist"))
	case err != nil || !ok || !moduleState(v, w).usable():
		return fail(p, tool, notUsable.New(tool, "begin", fmt.Sprintf("module #%d is not usable in the Security World of this host; see nfkminfo", o.number)))
	}
	d := &deck{p: p, tool: tool, number: o.number, a: list[o.number-1], v: v, mode: vcm.Operational, used: map[*world.Card]bool{}}
	seed := room.Chance.Bytes("hkltu")
	set := world.Hash(w.KNSO, string(seed[:]))
	p.Printf("Creating Cardset:\n")
	like := world.Card{Kind: world.Operator, World: w.KNSO, Set: set, Title: o.name, Quorum: o.q, Remote: o.readable, Persist: o.persist}
	if r := d.writeSet(like); r != nil {
		return fail(p, tool, r)
	}
	if r := noteSet(p, like); r != nil {
		return fail(p, tool, r)
	}
	p.Printf("Card writing complete.\n\ncardset created; hkltu = %s\n", set)
	return cli.OK
}

// writeSet writes the cards of a set, one share on each.
func (d *deck) writeSet(like world.Card) *refusal.Refusal {
	n := like.Quorum.N
	for like.Share = 1; like.Share <= n; like.Share++ {
		d.p.Printf(" Module %d: %d cards of %d written\n", d.number, like.Share-1, n)
		s, r := d.next(writable)
		if r == nil {
			d.say(s, cardState(s.card()))
			r = d.write(s, like)
		}
		if r != nil {
			return r
		}
	}
	return nil
}

// noteSet keeps what a host knows of a set of operator cards in kmdata/local [simulated layout].
func noteSet(p *host.Process, like world.Card) *refusal.Refusal {
	text := fmt.Sprintf("hsmlab card set file (simulated)\nname %s\nhkltu %s\nquorum %s\nremote %t\npersistent %t\n", like.Title, like.Set, like.Quorum, like.Remote, like.Persist)
	if err := p.Host.FS.Write(p.User, worldDir+"/cards_"+like.Set, []byte(text), 0o664); err != nil {
		return noWorldFile.New("createocs", "write", err.Error())
	}
	for share := 1; share <= like.Quorum.N; share++ {
		if err := p.Host.FS.Write(p.User, fmt.Sprintf("%s/card_%s_%d", worldDir, like.Set, share), []byte(text), 0o664); err != nil {
			return noWorldFile.New("createocs", "write", err.Error())
		}
	}
	return nil
}
