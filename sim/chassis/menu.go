package chassis

import (
	"fmt"
	"slices"

	"hsmlab/sim/hsconfig"
	"hsmlab/sim/refusal"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// item is an entry of a menu: a menu below it, or what selecting it does.
type item struct {
	label string
	below []item
	act   func(*Unit) error
}

// mainMenu makes the menu. Those entries are the guide's that lead to Display details, remote slots, Slot mapping and
// Display World info, which it calls Display World, too (4.11.2.4); the others and their places are simulated.
func (u *Unit) mainMenu() []item {
	return []item{
		{"System", []item{
			{"System information", []item{
				{"Critical errors", nil, (*Unit).criticalErrors},
				{"View tamper log", nil, (*Unit).tamperPage},
				{"View network", nil, (*Unit).networkPage},
			}, nil},
			{"System configuration", []item{
				{"Client config", []item{
					{"New client", nil, (*Unit).newClient},
					{"List clients", nil, (*Unit).clientsPage},
				}, nil},
				{"Factory state", nil, answered((*Unit).factoryPage)},
			}, nil},
		}, nil},
		{"HSM", []item{
			{"HSM information", []item{{"Display details", nil, (*Unit).details}}, nil},
			{"HSM feature enable", []item{
				{"View current state", nil, (*Unit).featuresPage},
				{"Read from a file", u.certificateItems(), nil},
			}, nil},
			{"HSM initialization", nil, answered((*Unit).initialization)},
		}, nil},
		{"Security World mgmt", []item{
			{"Display World info", nil, (*Unit).worldPage},
			{"Load Security World", nil, answered((*Unit).loadWorld)},
			{"Set up remote slots", []item{
				{"Export slot", nil, (*Unit).exportSlot},
				{"Import slot", nil, (*Unit).importSlot},
				{"Edit exported slot", u.exportItems((*Unit).editExport), nil},
				{"Edit imported slot", u.importItems((*Unit).editImport), nil},
				{"Delete exported slot", u.exportItems(remove(hsconfig.Exports)), nil},
				{"Delete imported slot", u.importItems(remove(hsconfig.Imports)), nil},
			}, nil},
			{"Set up dynamic slots", []item{{"Slot mapping", nil, (*Unit).mapSlot}}, nil},
		}, nil},
	}
}

var silentHSM = refusal.Rule{ID: "G-4.16-1", Guide: "4.16", Basis: refusal.Inferred}

// answered lets an act be chosen only while the module inside takes commands: in an error state it does not.
func answered(act func(*Unit) error) func(*Unit) error {
	return func(u *Unit) error {
		if t := u.Trouble("panel"); t != nil && u.Ncoreapi() == nil {
			return silentHSM.New("unit", "HSM command", "The HSM does not answer: "+t.Reason)
		}
		return act(u)
	}
}

// certificateItems are the certificates for this unit that can be read.
func (u *Unit) certificateItems() []item {
	list := []item{}
	for _, c := range u.config.certificates {
		list = append(list, item{label: c, act: func(u *Unit) error {
			err := u.apply(c)
			u.say("Certificate " + c + " applied")
			return err
		}})
	}
	return list
}

func (u *Unit) criticalErrors() error {
	u.beeping = false
	lines := u.Errors()
	if len(lines) == 0 {
		lines = []string{"No critical errors"}
	}
	u.say(append([]string{"Critical errors"}, lines...)...)
	return nil
}

func (u *Unit) tamperPage() error {
	lines := []string{"Tamper log"}
	for _, e := range u.security.log {
		lines = append(lines, e.At.UTC().Format("2006-01-02 15:04:05")+" "+e.What)
	}
	u.say(lines...)
	return nil
}

func (u *Unit) networkPage() error {
	address := "not set"
	if u.Address.IsValid() {
		address = u.Address.String()
	}
	u.say("Network", "IP address: "+address, fmt.Sprintf("Port: %d", u.settings.counts.Port))
	return nil
}

func (u *Unit) newClient() error {
	return u.ask("New client", []field{{"Client IP address", checkAddress}}, func(v []string) error {
		err := u.AddClient(v[0])
		if err == nil {
			u.say("Client " + v[0] + " added")
		}
		return err
	})
}

func (u *Unit) clientsPage() error {
	list, limit := u.Clients()
	u.say(append([]string{fmt.Sprintf("Clients: %d of %d", len(list), limit)}, list...)...)
	return nil
}

func (u *Unit) factoryPage() error {
	u.FactoryState()
	u.say("The unit is in factory state")
	return nil
}

func (u *Unit) details() error {
	lines := []string{"HSM information", "Product: " + u.Kind(), "ESN: " + u.ESN, "Mode: " + u.Mode(), "Temperature: " + Degrees(u.Climate().Current) + " C"}
	if t := u.Trouble("panel"); t != nil {
		lines = append(lines, t.Reason)
	}
	u.say(lines...)
	return nil
}

func (u *Unit) featuresPage() error {
	_, limit := u.Clients()
	lines := []string{"Features", fmt.Sprintf("Clients: %d", limit)}
	u.say(append(lines, u.Features()...)...)
	return nil
}

func (u *Unit) initialization() error {
	u.Initialise()
	u.say("HSM in pre-initialization mode", "Load or make a Security World")
	return nil
}

func (u *Unit) worldPage() error {
	w := u.World()
	if !w.Real() {
		u.say("Security World", "none")
		return nil
	}
	shares := "no"
	if u.ncore.TakesShares() {
		shares = "yes"
	}
	lines := []string{"Security World", "hknso " + w.KNSO[:16] + "…", "ACS quorum " + w.Quorum.String(), "Remote OCS loading allowed: " + shares}
	at := u.settings.counts.Swap(u.ESN) // where the slot at the front is
	if c := u.Reader.Card(); c != nil && c.Kind == world.Operator {
		remote := "no"
		if c.Remote {
			remote = "yes"
		}
		lines = append(lines, fmt.Sprintf("Card in slot %d: %s, Remote OCS: %s", at, c.Title, remote))
	}
	if at > 0 {
		lines = append(lines, u.mapped())
	}
	u.say(lines...)
	return nil
}

var needACS = refusal.Rule{ID: "G-4.14.1.1-3", Guide: "4.14.1.1", Basis: refusal.Documented}

// loadWorld begins to read administrator cards, for the world on the remote file system.
func (u *Unit) loadWorld() error {
	w, ok := u.Files()
	switch {
	case !ok:
		return fmt.Errorf("the remote file system has no Security World")
	case u.World().Real():
		return fmt.Errorf("a Security World is loaded already; HSM initialization comes first")
	}
	u.ncore.Switch(vcm.PreInitialization)
	u.panel.acs = &acs{world: w}
	return nil
}

// acs is a quorum being gathered.
type acs struct {
	world world.World
	read  []string // names of the cards
}

func (a *acs) lines() []string {
	return []string{"Load Security World", fmt.Sprintf("%d of %d administrator cards read", len(a.read), a.world.Quorum.K), "Insert a card into slot 0", "and press select"}
}

// readCard takes the share of the card in the slot. The world is loaded with the last one.
func (u *Unit) readCard() error {
	a, c := u.panel.acs, u.Reader.Card()
	switch {
	case c == nil:
		return needACS.New("unit", "load world", fmt.Sprintf("no card in slot 0; a quorum of %d administrator cards is needed", a.world.Quorum.K))
	case c.Kind != world.Admin || c.World != a.world.KNSO:
		return needACS.New("unit", "load world", c.Name+" is no administrator card of this Security World")
	case slices.Contains(a.read, c.Name):
		return needACS.New("unit", "load world", c.Name+" was read already; the quorum is made of different cards")
	case !c.Opens(""):
		return fmt.Errorf("%s needs a passphrase: not simulated at the panel, because the guide does not tell its dialogue", c.Name)
	}
	if a.read = append(a.read, c.Name); len(a.read) < a.world.Quorum.K {
		return nil
	}
	u.panel.acs = nil
	u.ncore.Load(a.world, true)
	u.ncore.Switch(vcm.Operational)
	u.security.reset = false
	u.say("Security World loaded", "hknso "+a.world.KNSO[:16]+"…")
	return nil
}
