package nfast

import (
	"fmt"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/remoteslot"
	"hsmlab/sim/site"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

var (
	notUsable   = refusal.Rule{Guide: "4.11.3.1", Basis: refusal.Inferred}
	remotePersi = refusal.Rule{ID: "G-4.11.3.1-1", Guide: "4.11.3.1", Basis: refusal.Documented}
)

// ocsOptions are those of createocs that are simulated.
type ocsOptions struct {
	number, slot            int
	quorum, name            string
	q                       world.Quorum
	persist, shed, readable bool
}

func createocsTree(p *host.Process, room *site.Room) cli.Spec {
	var o ocsOptions
	s := cli.Spec{
		Name: "createocs", Usage: "[-h] [-m MODULE] [-s SLOT] [-Q K/N] -N NAME [-p | --no-persist] [-q]", Guide: "4.11.3.1",
		About: "Makes a set of operator cards of this host's Security World." + whereCards,
		Flags: func(f *pflag.FlagSet) {
			f.IntVarP(&o.number, "module", "m", 1, "Module that writes the cards.")
			f.IntVarP(&o.slot, "slot", "s", -1, "Slot in which the cards are written; otherwise any.")
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
		if !world.GoodName(o.name) {
			p.Errorf("usage: createocs %s\ncreateocs: error: argument -N: a name has 1 to %d printable characters\n", s.Usage, world.MaxName)
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
	if r := forced(list[o.number-1], tool); r != nil {
		return fail(p, tool, r)
	}
	w, err := readWorld(p)
	v, ok := p.Host.Hardserver.Connected(list[o.number-1])
	switch {
	case o.readable && !o.persist:
		return fail(p, tool, remotePersi.New(tool, "options", "cards that can be read remotely must be persistent; add --persist"))
	case err != nil || !ok || !moduleState(v, w).usable():
		return fail(p, tool, notUsable.New(tool, "begin", fmt.Sprintf("module #%d is not usable in the Security World of this host; see nfkminfo", o.number)))
	}
	d := open(p, room, tool, o.number, v, vcm.Operational)
	if d.only = o.slot; o.slot >= 0 {
		if r := d.mayWrite(o.slot); r != nil {
			return fail(p, tool, r)
		}
	}
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

var roWrite = refusal.Rule{ID: "G-4.11.1-4", Guide: "4.11.1", Basis: refusal.Documented}

// mayWrite tells why cards cannot be written in a slot; nil if they can.
func (d *deck) mayWrite(number int) *refusal.Refusal {
	s, ok := remoteslot.At(slotsOf(d.room, d.p.Host, d.a), number)
	switch {
	case !ok || s.Soft:
		return noSlot.New(d.tool, "slots", fmt.Sprintf("module #%d has no slot %d for cards", d.number, number))
	case s.Remote:
		return roWrite.New(d.tool, "slots", fmt.Sprintf("slot %d is a remote slot; cards are written at the attended module only", number))
	}
	return nil
}

// writeSet writes the cards of a set, one share on each.
func (d *deck) writeSet(like world.Card) *refusal.Refusal {
	d.writing = true
	n := like.Quorum.N
	for like.Share = 1; like.Share <= n; like.Share++ {
		d.p.Printf(" Module %d: %d cards of %d written\n", d.number, like.Share-1, n)
		s, r := d.next(writable)
		if r == nil {
			d.say(s, cardState(s.Card()))
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
	text := world.Set{Name: like.Title, Hash: like.Set, World: like.World, Quorum: like.Quorum, Remote: like.Remote, Persist: like.Persist}.Encode()
	if err := p.Host.FS.Write(p.User, worldDir+"/cards_"+like.Set, text, 0o664); err != nil {
		return noWorldFile.New("createocs", "write", err.Error())
	}
	for share := 1; share <= like.Quorum.N; share++ {
		if err := p.Host.FS.Write(p.User, fmt.Sprintf("%s/card_%s_%d", worldDir, like.Set, share), text, 0o664); err != nil {
			return noWorldFile.New("createocs", "write", err.Error())
		}
	}
	return nil
}
