package sim

import (
	"strings"
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/hypervisor"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
)

// xenTrees are the programs of a XenServer (guide 4.18.4.1), by path.
func xenTrees() map[string]tree {
	return map[string]tree{"/bin/lspci": lspciTree, "/sbin/extlinux": extlinuxTree, "/sbin/reboot": rebootTree, "/usr/bin/xe": xeTree}
}

// xenOf is the hypervisor that a program runs on.
func xenOf(p *host.Process, room *site.Room) *hypervisor.Machine {
	for _, m := range room.Servers {
		if m.Name == p.Host.Name {
			return m
		}
	}
	panic("BUG: a program of XenServer runs on " + p.Host.Name)
}

func lspciTree(p *host.Process, room *site.Room) cli.Spec {
	return cli.Spec{Name: "lspci", Usage: "[-h]", Guide: "4.18.4.1", About: "Lists the devices on the PCI bus of a XenServer.", Run: func([]string) int {
		p.Printf("00:00.0 Host bridge: Intel Corporation Xeon Host Bridge\n")
		if xenOf(p, room).Cards > 0 {
			p.Printf("%s Power PC: Freescale Semiconductor Inc Device 082c (rev 11)\n", hypervisor.Endpoint)
		}
		p.Printf("03:00.0 Ethernet controller: Intel Corporation I350\n")
		return cli.OK
	}}
}

func extlinuxTree(p *host.Process, _ *site.Room) cli.Spec {
	install := ""
	return cli.Spec{
		Name: "extlinux", Usage: "[-h] -I DIRECTORY", Guide: "4.18.4.1", About: "Installs the boot loader of a XenServer with the configuration in the directory; it acts at the next boot.",
		Flags: func(f *pflag.FlagSet) {
			f.StringVarP(&install, "install", "I", "", "Directory with extlinux.conf: /boot.")
		},
		Run: func([]string) int {
			data, err := p.Host.FS.Read(p.User, strings.TrimSuffix(p.Path(install), "/")+"/extlinux.conf")
			if err == nil {
				err = p.Host.FS.Write(p.User, bootLoader, data, 0o600)
			}
			if err != nil {
				p.Errorf("extlinux: %v\n", err)
				return cli.Failed
			}
			p.Printf("%s is device /dev/sda1\n", install)
			return cli.OK
		},
	}
}

func rebootTree(p *host.Process, room *site.Room) cli.Spec {
	return cli.Spec{Name: "reboot", Usage: "[-h]", Guide: "4.18.4.1", About: "Reboots a XenServer; its virtual machines are powered off.", Run: func([]string) int {
		if p.User.Name != host.Root {
			p.Errorf("reboot: Operation not permitted\n")
			return cli.Failed
		}
		h := p.Host
		room.Clock.After(time.Second, func() {
			h.SetPower(false)
			xenBooted(room, h)
			h.SetPower(true)
		})
		return cli.OK
	}}
}

func xeTree(p *host.Process, room *site.Room) cli.Spec {
	words := []string{"[NAME=VALUE]", "[NAME=VALUE]", "[NAME=VALUE]"}
	sub := func(name, about string, run func([]string) int) cli.Spec {
		return cli.Spec{Name: name, Usage: "[NAME=VALUE ...]", Guide: "4.18.4.1", About: about, Operands: words, Run: run}
	}
	on := func(do func(x *xe) int) func([]string) int {
		return func(args []string) int { return withGuest(p, room, args, do) }
	}
	return cli.Spec{Name: "xe", Usage: "<subcommand>", Guide: "4.18.4.1", About: "Manages the virtual machines of a XenServer.", Group: []cli.Spec{
		sub("vm-list", "Lists the virtual machines.", func([]string) int { return vmList(p, xenOf(p, room)) }),
		sub("vm-param-set", "Sets a parameter: other-config:pci=0/0000:02:00.0 uuid=UUID passes a device through.", on((*xe).set)),
		sub("vm-param-clear", "Clears a parameter: param-name=other-config uuid=UUID takes the device away.", on((*xe).clear)),
		sub("vm-start", "Powers a virtual machine on: uuid=UUID.", on((*xe).start)),
		sub("vm-shutdown", "Powers a virtual machine off: uuid=UUID.", on(func(x *xe) int { x.m.Stop(x.g); return cli.OK })),
	}}
}

// xe is a subcommand of xe about one guest.
type xe struct {
	p    *host.Process
	m    *hypervisor.Machine
	g    *hypervisor.Guest
	with map[string]string
}

var badXE = refusal.Rule{Guide: "4.18.4.1", Basis: refusal.Inferred}

// withGuest reads NAME=VALUE words and finds the guest by uuid=. The guide's "uuid: UUID" is answered as xe does (D-28).
func withGuest(p *host.Process, room *site.Room, args []string, do func(*xe) int) int {
	x := &xe{p: p, m: xenOf(p, room), with: map[string]string{}}
	for _, a := range args {
		name, v, ok := strings.Cut(a, "=")
		if !ok {
			return x.fail("Syntax error: " + a + ": a word is NAME=VALUE, such as uuid=<uuid>")
		}
		x.with[name] = v
	}
	if x.g = x.m.Guest(x.with["uuid"]); x.g == nil || x.g.UUID != x.with["uuid"] {
		return x.fail("The uuid you supplied was invalid. type: VM uuid: " + x.with["uuid"])
	}
	return do(x)
}

func (x *xe) fail(text string) int {
	x.p.Refuse(badXE.New("xe", "command", text))
	x.p.Errorf("%s\n", text)
	return cli.Failed
}

func vmList(p *host.Process, m *hypervisor.Machine) int {
	for _, g := range m.Guests {
		state := "halted"
		if g.Running {
			state = "running"
		}
		p.Printf("uuid ( RO)           : %s\n     name-label ( RW): %s\n    power-state ( RO): %s\n\n", g.UUID, g.Name, state)
	}
	return cli.OK
}

func (x *xe) set() int {
	switch v := x.with["other-config:pci"]; {
	case v == "":
		return x.fail("not simulated: parameters other than other-config:pci, because only they are about the HSM")
	case v != "0/0000:"+hypervisor.Endpoint:
		return x.fail("other-config:pci " + v + " names no Solo XC; lspci shows it at " + hypervisor.Endpoint)
	}
	x.g.Devices = []string{hypervisor.Endpoint}
	return cli.OK
}

func (x *xe) clear() int {
	if x.with["param-name"] != "other-config" {
		return x.fail("Parameter param-name=other-config is needed")
	}
	x.g.Devices = nil
	return cli.OK
}

func (x *xe) start() int {
	if r := x.m.Start(x.g); r != nil {
		x.p.Refuse(r)
		x.p.Errorf("Error: %s\n", r.Reason)
		return cli.Failed
	}
	return cli.OK
}
