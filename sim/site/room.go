// Package site is the room: the hosts, what lies between them, and what people hand each other.
//
// Modelled: hosts and their modules, a router that joins their networks, reachability of VCMs, files that one
// party gives to another.
// Not modelled: packets, name resolution, firewalls, delays.
package site

import (
	"fmt"
	"net/netip"
	"slices"
	"time"

	"hsmlab/sim/chassis"
	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/host"
	"hsmlab/sim/hypervisor"
	"hsmlab/sim/module"
	"hsmlab/sim/request"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// Room is everything that exists in a scenario.
type Room struct {
	Clock    clock.Clock
	Chance   *entropy.Source
	Hosts    []*host.Host     // provider first
	Shelf    []*module.Module // modules in storage, without power
	Stored   []host.Card      // HSMs of other products in storage
	Router   Router
	Mishaps  *entropy.Source // of faults left to chance, apart from all other draws
	Messages []Message
	Units    []*chassis.Unit       // network-attached HSMs
	Servers  []*hypervisor.Machine // with virtual machines
	Cards    []*world.Card         // all smart cards, in readers or not; those of a host's owner lie together
}

// Message is a file that was handed over, as it was then: it lies in the sender's outbox and the receiver's inbox.
type Message struct {
	At       time.Time
	From, To string // hosts, or "vendor"
	Source   string // path where it was
	Path     string // where it arrived
	Size     int
	Digest   string // first 16 hexadecimal digits of its SHA-256
	Content
}

// Content is what a file turned out to be.
type Content struct {
	Kind      string // "request", "start-authorisation", "vcm-config", "licence", "log", "key" or "other"
	Signature string // "valid", "invalid" or "none" where that never changes; otherwise Request or Key tells what to judge by
	UUID      string // of the VCM that it is about, "" when it is about none
	About     string // what it says, in a few words

	Request *request.Signed // about a VCM that exists: its signature holds if the VCM knows its signer
	Key     sshkey.Public   // of a log: it is worth something while a module or a VCM has it
	ESN     string          // of the module that a log is from
}

// New makes an empty room.
func New(seed uint64) *Room {
	return &Room{Chance: entropy.New(seed), Mishaps: entropy.New(^seed), Router: Router{Office: officeRouter()}}
}

// AddHost puts a computer into the room.
func (r *Room) AddHost(name string, role host.Role) *host.Host {
	h := host.New(name, role, &r.Clock, r.Chance)
	h.Reach = func(c vcm.Config) (*module.Module, *vcm.VCM, bool) { return r.reach(h, c) }
	h.Answers = func(a netip.Addr) bool { return r.Ping(h, a) == Reply }
	r.Hosts = append(r.Hosts, h)
	for i := range world.BoxSize {
		r.Cards = append(r.Cards, &world.Card{Name: fmt.Sprintf("%s-%d", name, i+1), Kind: world.Blank})
	}
	return h
}

// tell lets the hardservers that are connected to a VCM know what became of it.
func (r *Room) tell(uuid string, what func(*host.Hardserver, string)) {
	for _, o := range r.Hosts {
		if o.Hardserver.Serves(uuid) {
			what(&o.Hardserver, uuid)
		}
	}
}

// Card finds a smart card by the name on its face; nil when there is none.
func (r *Room) Card(name string) *world.Card {
	for _, c := range r.Cards {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// Reader finds a card reader: that of a host by its name, at which its people sit, or that at the port of a module
// by its ESN. It is nil when there is none.
func (r *Room) Reader(name string) *world.Reader {
	if h := r.Host(name); h != nil {
		return &h.Reader
	}
	if m, _ := r.Module(name); m != nil {
		return &m.Reader
	}
	if c, _ := r.HSM(name); c != nil {
		return c.Port()
	}
	for _, u := range r.Units {
		if u.Name == name || u.ESN == name {
			return &u.Reader
		}
	}
	return nil
}

// Holding names the reader in which a card is, "" when it is in none.
func (r *Room) Holding(c *world.Card) string {
	return r.readerIf(func(o *world.Reader) bool { return o.Card() == c })
}

// ReaderName is the name by which Reader finds a reader: that of its host, or the ESN of its module.
func (r *Room) ReaderName(reader *world.Reader) string {
	return r.readerIf(func(o *world.Reader) bool { return o == reader })
}

// readerIf names the first reader that is meant, "" when none is.
func (r *Room) readerIf(meant func(*world.Reader) bool) string {
	for _, h := range r.Hosts {
		if meant(&h.Reader) {
			return h.Name
		}
	}
	for _, m := range r.Modules() {
		if meant(&m.Reader) {
			return m.ESN
		}
	}
	for _, h := range r.Hosts {
		for _, o := range h.Cards {
			if meant(o.Port()) {
				return o.Serial()
			}
		}
	}
	for _, u := range r.Units {
		if meant(&u.Reader) {
			return u.ESN
		}
	}
	return ""
}

// Fit puts a module into the next PCIe slot of a host.
func (r *Room) Fit(h *host.Host, m *module.Module) {
	m.Clients = r.clients
	m.Interrupted = func(uuid string) { r.tell(uuid, (*host.Hardserver).Cut) }
	m.Withdrawn = func(uuid string) { r.tell(uuid, (*host.Hardserver).Withdraw) }
	h.Slots = append(h.Slots, m)
	h.Network.Interfaces = append(h.Network.Interfaces, device(len(h.Slots)-1, m))
}

// Move takes a module out of its host, or off the shelf, and fits it into the next slot of a host; nil is the
// shelf. The hosts have no power. A network device is named after the slot, so those behind it are renamed.
func (r *Room) Move(m *module.Module, to *host.Host) {
	out := func(o *module.Module) bool { return o == m }
	for _, h := range r.Hosts {
		if slices.ContainsFunc(h.Slots, out) {
			h.Slots = slices.DeleteFunc(h.Slots, out)
			rename(h)
		}
	}
	r.Shelf = slices.DeleteFunc(r.Shelf, out)
	if to == nil {
		r.Shelf = append(r.Shelf, m)
		return
	}
	to.Slots = append(to.Slots, m)
	rename(to)
}

// Host finds a computer by name; nil when there is none.
func (r *Room) Host(name string) *host.Host {
	for _, h := range r.Hosts {
		if h.Name == name {
			return h
		}
	}
	return nil
}

// Module finds a module by its ESN, with the host that holds it; nil when there is none, and a nil host when it
// lies on the shelf.
func (r *Room) Module(esn string) (*module.Module, *host.Host) {
	for _, h := range r.Hosts {
		for _, m := range h.Slots {
			if m.ESN == esn {
				return m, h
			}
		}
	}
	for _, m := range r.Shelf {
		if m.ESN == esn {
			return m, nil
		}
	}
	return nil, nil
}

// Modules lists all modules, by host and slot; those on the shelf last.
func (r *Room) Modules() []*module.Module {
	var list []*module.Module
	for _, h := range r.Hosts {
		list = append(list, h.Slots...)
	}
	return append(list, r.Shelf...)
}

// clients names the hosts whose hardserver is connected to the VCM.
func (r *Room) clients(uuid string) []string {
	var names []string
	for _, h := range r.Hosts {
		if h.Hardserver.Serves(uuid) {
			names = append(names, h.Name)
		}
	}
	return names
}
