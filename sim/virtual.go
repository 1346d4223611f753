package sim

import (
	"fmt"

	"hsmlab/sim/entropy"
	"hsmlab/sim/firmware"
	"hsmlab/sim/host"
	"hsmlab/sim/hypervisor"
	"hsmlab/sim/led"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
	"hsmlab/sim/solo"
)

// FormControl is the control of Set at a server with virtual machines: an act such as "open new-vm", "pick Next",
// "enter primary", "start primary", "card 0" or "ps Get-VMHostAssignableDevice".
const FormControl = "form"

// guestHost is the computer that the first virtual machine of a hypervisor is.
const guestHost = "guest"

// hypervisor finds a server with virtual machines; "" finds the first. It is nil when there is none.
func (l *Lab) hypervisor(name string) *hypervisor.Machine {
	for _, m := range l.room.Servers {
		if name == "" || m.Name == name {
			return m
		}
	}
	return nil
}

func (l *Lab) setForm(e Set) error {
	m := l.hypervisor(e.Target)
	if m == nil {
		return fmt.Errorf("no server with virtual machines is called %q; scenarios xenserver, esxi and hyperv have one", e.Target)
	}
	if m.Kind == hypervisor.XenServer && l.room.Host(m.Name).Phase() != host.On {
		return fmt.Errorf("%s is %s", m.Name, l.room.Host(m.Name).Phase())
	}
	err := m.Do(e.Value)
	l.handRefused("lab form", m.Refused())
	return err
}

// virtualScenarios are about a Solo XC in a virtual machine (guide 4.18).
func virtualScenarios() []Scenario {
	return []Scenario{
		{"xenserver", "XenServer with a Solo XC", "A XenServer (log in as root), the administrator's computer with XenCenter, and a virtual machine that is still to be made: it becomes the host guest.", virtualRoom("xenserver", hypervisor.XenServer)},
		{"esxi", "VMware ESXi with a Solo XC", "An ESXi server that is managed with vSphere forms from the administrator's computer, and a virtual machine that is still to be made: it becomes the host guest.", virtualRoom("esxi", hypervisor.ESXi)},
		{"hyperv", "Hyper-V with a Solo XC", "A Windows server that is managed with forms and PowerShell lines from the administrator's computer, and a virtual machine that is still to be made: it becomes the host guest.", virtualRoom("hyperv", hypervisor.HyperV)},
	}
}

func virtualRoom(name string, kind hypervisor.Kind) func(*site.Room) {
	return func(r *site.Room) {
		desk := r.AddHost("desk", host.Tenant)
		wire(desk, "172.23.128.13/24")
		if kind == hypervisor.XenServer {
			x := r.AddHost(name, host.Provider)
			wire(x, "172.23.128.14/24")
			bootFiles(x)
		}
		g := r.AddHost(guestHost, host.Tenant)
		wire(g, "172.23.128.15/24")
		g.SetPower(false)
		chance := entropy.New(r.Chance.Uint64("virtual"))
		card := solo.New(chance.ESN("esn"), led.SoloXC, firmware.MustParse("12.60.15"), &r.Clock)
		card.SetPower(true)
		m := hypervisor.New(name, kind)
		m.NewUUID = func() string { return chance.UUID("guest") }
		m.Powered = func(v *hypervisor.Guest) { powerGuest(m, g, card, v) }
		r.Servers = append(r.Servers, m)
		desk.Hardserver.Start()
	}
}

// powerGuest lets the host that a virtual machine is follow it. Only the first machine has a host.
func powerGuest(m *hypervisor.Machine, h *host.Host, card *solo.Card, v *hypervisor.Guest) {
	if m.Guests[0] != v {
		return
	}
	h.Cards = nil
	if v.Running && len(v.Devices) > 0 {
		h.Cards = []host.Card{card}
		card.SetPower(false) // a guest that starts resets the card passed to it
	}
	h.SetPower(v.Running)
}

// HypervisorSnapshot is a server with virtual machines.
type HypervisorSnapshot struct {
	Name       string           `json:"name"`
	Kind       string           `json:"kind"`
	Cards      int              `json:"cards"`       // Solo XC in it
	Hidden     bool             `json:"hidden"`      // XenServer: from Dom0
	Marked     bool             `json:"passthrough"` // ESXi: marked
	Disabled   bool             `json:"disabled"`    // Hyper-V: in the device manager
	Dismounted bool             `json:"dismounted"`  // Hyper-V: from the host
	Done       []string         `json:"done"`        // forms that were finished
	Forms      []string         `json:"forms"`       // that there are
	Screen     []string         `json:"screen"`
	Refusal    *refusal.Refusal `json:"refusal,omitempty"`
	Guests     []GuestSnapshot  `json:"guests"`
}

// GuestSnapshot is a virtual machine.
type GuestSnapshot struct {
	Name    string   `json:"name"`
	UUID    string   `json:"uuid"`
	Network string   `json:"network"`
	Running bool     `json:"running"`
	Devices []string `json:"devices"` // passed through
}

func (l *Lab) viewHypervisors() []HypervisorSnapshot {
	var list []HypervisorSnapshot
	for _, m := range l.room.Servers {
		v := HypervisorSnapshot{
			Name: m.Name, Kind: string(m.Kind), Cards: m.Cards, Hidden: m.Hidden, Marked: m.Marked, Disabled: m.Disabled, Dismounted: m.Dismount,
			Done: append([]string{}, m.Done...), Forms: m.Forms(), Screen: append([]string{}, m.Screen()...), Refusal: m.Refused(), Guests: []GuestSnapshot{},
		}
		for _, g := range m.Guests {
			v.Guests = append(v.Guests, GuestSnapshot{g.Name, g.UUID, g.Network, g.Running, append([]string{}, g.Devices...)})
		}
		list = append(list, v)
	}
	return list
}

// Files of XenServer's boot loader.
const (
	bootConfig = "/boot/extlinux.conf"
	bootLoader = "/boot/ldlinux.sys"
)

const extlinuxConf = `default xe
label xe
  kernel mboot.c32
  append /boot/xen.gz dom0_mem=4096M --- /boot/vmlinuz root=LABEL=root ro quiet
label fallback
  kernel mboot.c32
  append /boot/xen.gz --- /boot/vmlinuz-fallback --- /boot/initrd-fallback.img
`

func bootFiles(h *host.Host) {
	root := h.User(host.Root)
	for _, err := range []error{h.FS.Mkdir(root, "/boot", 0o755), h.FS.Write(root, bootConfig, []byte(extlinuxConf), 0o644), h.FS.Write(root, bootLoader, []byte(extlinuxConf), 0o600)} {
		if err != nil {
			panic("BUG: scenario xenserver: " + err.Error())
		}
	}
}

// xenBooted notes what a XenServer booted with: Dom0 does not see devices that its boot loader hides. Guests are off then.
func xenBooted(r *site.Room, h *host.Host) {
	for _, m := range r.Servers {
		if m.Name != h.Name {
			continue
		}
		for _, g := range m.Guests {
			m.Stop(g)
		}
		data, _ := h.FS.Read(h.User(host.Root), bootLoader)
		m.Hidden = hypervisor.Hides(data)
	}
}
