package hypervisor

import (
	"fmt"
	"slices"
	"strings"

	"hsmlab/sim/refusal"
)

// Kind is the hypervisor's product.
type Kind string

// The products that work with a Solo XC (guide 4.18).
const (
	XenServer Kind = "XenServer"
	ESXi      Kind = "VMware ESXi"
	HyperV    Kind = "Hyper-V"
)

// Endpoint is the place of the Solo XC on the bus, Device how it is called there (guide 4.18.3.2).
const (
	Endpoint = "02:00.0"
	Device   = "02:00.0 Freescale Semiconductor Inc <class> Power PC"
)

// Guest is a virtual machine.
type Guest struct {
	Name    string
	UUID    string
	Network string
	Running bool
	Devices []string // places of devices passed through, in the order in which they were assigned
	TurnOff bool     // Hyper-V: automatic stop action
	Memory  bool     // Hyper-V: minimum memory is startup memory
}

// Machine is a server with a hypervisor.
type Machine struct {
	Name   string
	Kind   Kind
	Cards  int // Solo XC in it, 0 to 2
	Guests []*Guest
	Done   []string // forms that were finished, in order

	Hidden    bool // XenServer: Dom0 started without the device
	Marked    bool // ESXi: marked for passthrough
	Disabled  bool // Hyper-V: in the device manager
	Dismount  bool // Hyper-V: from the host
	Iommu     bool // Hyper-V: policy enabled
	Elevated  bool // Hyper-V: PowerShell runs as administrator
	variables map[string]string

	NewUUID func() string  // identifies a new guest; the lab sets it
	Powered func(g *Guest) // told when a guest starts or stops; the lab sets it
	screen  []string       // what the last step printed
	form    *running
	refused *refusal.Refusal
}

// New makes a server with one Solo XC and no guests.
func New(name string, k Kind) *Machine {
	return &Machine{Name: name, Kind: k, Cards: 1, variables: map[string]string{}, NewUUID: func() string { return "" }, Powered: func(*Guest) {}}
}

// Guest finds a virtual machine by name or UUID; nil when there is none.
func (m *Machine) Guest(name string) *Guest {
	for _, g := range m.Guests {
		if g.Name == name || g.UUID == name {
			return g
		}
	}
	return nil
}

// Refused is the rule that the last step ran into, nil when it ran into none.
func (m *Machine) Refused() *refusal.Refusal { return m.refused }

// Fit sets how many Solo XC are in the server: 0 to 2. Running guests must not lose theirs.
func (m *Machine) Fit(cards int) error {
	if g := m.user(); g != nil {
		return fmt.Errorf("guest %s runs with the Solo XC; stop it before the card is touched", g.Name)
	}
	if cards < 0 || cards > 2 {
		return fmt.Errorf("the server has room for 0 to 2 Solo XC")
	}
	m.Cards = cards
	return nil
}

// user is the running guest that has the card; nil when none has.
func (m *Machine) user() *Guest {
	for _, g := range m.Guests {
		if g.Running && len(g.Devices) > 0 {
			return g
		}
	}
	return nil
}

var (
	absent = refusal.Rule{ID: "G-4.18.4.2-1", Guide: "4.18.4.2", Basis: refusal.Documented}
	twice  = refusal.Rule{ID: "G-4.18.5.1.7-2", Guide: "4.18.5.1.7", Basis: refusal.Documented}
	settle = refusal.Rule{Guide: "4.18.5.1.7", Basis: refusal.Inferred}
)

// free reports whether the host lets go of the card.
func (m *Machine) free() bool {
	switch m.Kind {
	case XenServer:
		return m.Hidden
	case ESXi:
		return m.Marked
	}
	return m.Dismount
}

// Start powers a guest on. One that a device is passed to needs that device in its slot.
func (m *Machine) Start(g *Guest) *refusal.Refusal {
	switch {
	case g.Running:
		return nil
	case len(g.Devices) > 1:
		return twice.New("hypervisor", "start", fmt.Sprintf("guest %s has the same device %d times; it does not start", g.Name, len(g.Devices)))
	case len(g.Devices) == 1 && m.Cards == 0:
		return absent.New("hypervisor", "start", fmt.Sprintf("guest %s fails to power on: no Solo XC is in the slot %s that was selected for passthrough", g.Name, Endpoint))
	case len(g.Devices) == 1 && !m.free():
		return absent.New("hypervisor", "start", fmt.Sprintf("guest %s fails to power on: the host itself holds the device at %s", g.Name, Endpoint))
	case len(g.Devices) == 1 && m.Kind == HyperV && !(g.TurnOff && g.Memory):
		return settle.New("hypervisor", "start", "a guest with a device needs the automatic stop action TurnOff, and its minimum memory as startup memory")
	}
	g.Running = true
	m.Powered(g)
	return nil
}

// Stop powers a guest off.
func (m *Machine) Stop(g *Guest) {
	if g.Running {
		g.Running = false
		m.Powered(g)
	}
}

// Do is one act at the server: "open FORM", "pick LABEL", "enter VALUE", "cancel", "start GUEST", "stop GUEST",
// "card 0" to "card 2", "ps LINE". The error tells of acts that do not
// exist; what a screen answers, right or wrong, is in Screen.
//
// An act that does not exist leaves the screen as it was.
func (m *Machine) Do(act string) error {
	refused, screen := m.refused, m.screen
	m.refused, m.screen = nil, nil
	err := m.act(act)
	if err != nil {
		m.refused, m.screen = refused, screen
	}
	return err
}

func (m *Machine) act(act string) error {
	word, rest, _ := strings.Cut(act, " ")
	switch word {
	case "open":
		return m.open(rest)
	case "pick":
		return m.pick(rest)
	case "enter":
		return m.enter(rest)
	case "cancel":
		m.form = nil
		return nil
	case "card":
		n := slices.Index([]string{"0", "1", "2"}, rest)
		if n < 0 {
			return fmt.Errorf("card needs how many Solo XC are in the server: 0, 1 or 2")
		}
		return m.Fit(n)
	case "ps":
		if m.Kind != HyperV {
			return fmt.Errorf("%s has no PowerShell", m.Kind)
		}
		m.powershell(rest)
		return nil
	case "start", "stop":
		return m.guestDo(word, rest)
	}
	return fmt.Errorf("no act %q; there are open, pick, enter, cancel, start, stop, card and ps", word)
}

func (m *Machine) guestDo(act, name string) error {
	g := m.Guest(name)
	if g == nil {
		return fmt.Errorf("no guest %q on %s", name, m.Name)
	}
	switch act {
	case "stop":
		m.Stop(g)
	default:
		if r := m.Start(g); r != nil {
			m.refuse(r)
			return nil
		}
	}
	m.say("%s: %s", g.Name, map[bool]string{true: "running", false: "off"}[g.Running])
	return nil
}

func (m *Machine) say(format string, a ...any) {
	m.screen = append(m.screen, fmt.Sprintf(format, a...))
}

func (m *Machine) refuse(r *refusal.Refusal) {
	m.refused = r
	m.say("%s", r.Reason)
}

// Screen is what the last act printed, then the open form.
func (m *Machine) Screen() []string {
	list := slices.Clone(m.screen)
	if m.form != nil {
		list = append(list, m.form.lines()...)
	}
	return list
}
