package hypervisor

import (
	"fmt"

	"hsmlab/sim/refusal"
)

var next = click("Next", "Cancel")

const editSettings = "Edit the virtual machine settings before completion"

func withDevice(v map[string]string) bool { return v["completion"] == editSettings }

// templates are the forms in the guide's order of steps.
var templates = map[Kind][]template{
	ESXi: {
		{name: "vcenter", title: "vCenter", guide: "4.18.3.1", done: nothing, steps: []step{
			click("Log on as administrator"), click("Start ESXi host"), click("vCenter Simple Install", "Custom Install"), click("Install vSphere Web Client"),
		}},
		{name: "passthrough", title: "vSphere", guide: "4.18.3.2", needs: "vcenter", done: mark, steps: []step{
			value("IP address"), value("user name"), value("password of root"), click("Login"),
			click("Configuration", "Summary", "Virtual Machines"), click("Advanced Settings", "Networking", "Storage"),
			click("Configure Passthrough"), click("Edit", "Refresh"), choose("endpoint", Device, "03:00.0 Ethernet controller"), click("OK", "Cancel"),
		}},
		{name: "new-vm", title: "New Virtual Machine", guide: "4.18.3.3", needs: "vcenter", done: newESXiGuest, steps: []step{
			click("File", "Edit", "View"), click("New"), click("Virtual Machine", "Host"), choose("configuration", "Typical Configuration", "Custom"), next,
			value("name"), next, choose("storage", "datastore1", "datastore2"),
			choose("guest operating system", "Linux", "Windows"), choose("version", "64-bit", "32-bit"), next,
			choose("NICs", "1", "2"), choose("network", "VM Network", "Management Network"), choose("adapter", "VMXNET 3", "E1000"), choose("connect at power on", "yes", "no"), next,
			choose("datastore", "datastore1", "datastore2"), value("virtual disk size"), choose("provisioning", "Thick Provisioned Lazy Zeroed", "Thin Provisioned"), next,
			choose("completion", editSettings, "Finish without changes"),
			click("Continue").given(withDevice), click("Add", "Remove").given(withDevice), click("PCID", "USB controller", "Hard disk").given(withDevice),
			next.given(withDevice), choose("PCI device", Device).given(withDevice), next.given(withDevice), click("Finish", "Cancel"),
		}},
	},
	XenServer: {
		{name: "xencenter", title: "XenCenter", guide: "4.18.4.1", done: nothing, steps: []step{
			value("IP address of XenServer"), click("XenCenter installer"), choose("Resources", "xenserver"), click("Console", "General", "Storage"),
		}},
		{name: "new-vm", title: "New VM", guide: "4.18.4.2", needs: "xencenter", done: newXenGuest, steps: []step{
			click("New VM", "Reboot", "Shut Down"), choose("Template", "Other install media", "Demo Linux"), choose("Operating system", "Linux", "Windows"), next,
			click("Name"), value("name"), next,
			click("Installation Media"), choose("source", "Install from ISO library or DVD drive", "Boot from network"), choose("medium", "linux.iso", "windows.iso"), next,
			click("Home Server"), choose("placement", "Place the VM on this server", "Don't assign this VM a home server"), choose("server", "xenserver"), next,
			click("CPU & Memory"), value("CPUs"), choose("topology", "1 socket", "2 sockets"), value("memory"), next,
			click("Storage"), choose("disks", "Use these virtual disks:", "Create a diskless VM"), choose("virtual disk", "Local storage 50 GB"), next,
			click("Networking"), choose("network", "Network 0", "Network 1"), click("Finish", "Cancel"),
		}},
	},
	HyperV: {
		{name: "role", title: "Server Manager", guide: "4.18.5.1.2", done: nothing, steps: []step{
			click("Log in as Administrator"), click("Server Manager"), click("Manage", "Tools"), click("Add Roles and Features", "Remove Roles and Features"), next,
			choose("type", "Role-based or feature-based installation"), next, click("Select a server from the server pool", "Select a virtual hard disk"),
			choose("server", "hyperv (Windows Server 2016)"), next, click("Hyper-V", "DHCP Server"), next, click("Reboot"),
		}},
		{name: "powershell", title: "PowerShell", guide: "4.18.5", done: func(m *Machine, v map[string]string) *refusal.Refusal {
			m.Elevated = v["start"] == "Run as administrator"
			return nil
		}, steps: []step{choose("start", "Run as administrator", "Open")}},
		{name: "new-vm", title: "New Virtual Machine", guide: "4.18.5.1.6", needs: "role", done: newGuest, steps: []step{
			click("Hyper-V Manager"), click("Log in as Administrator"), click("Action", "File", "View"), click("New", "Import"), click("Virtual Machine", "Hard Disk"), next,
			value("name"), next, choose("generation", "Generation 2", "Generation 1"), next, value("memory"), next, next.on("Configure Networking"),
			click("Create a virtual hard disk", "Attach a virtual hard disk later"), value("disk name"), choose("location", "default"), value("size"), next,
			choose("operating system", "Install an operating system later", "Install an operating system from a bootable image file"), next, click("Finish", "Cancel"),
		}},
	},
}

func nothing(*Machine, map[string]string) *refusal.Refusal { return nil }

func mark(m *Machine, v map[string]string) *refusal.Refusal {
	m.Marked = v["endpoint"] == Device && m.Cards > 0
	return nil
}

var (
	onePrimary  = refusal.Rule{ID: "G-4.18.3.3-1", Guide: "4.18.3.3", Basis: refusal.Documented}
	sameNetwork = refusal.Rule{ID: "G-4.18.3.3-2", Guide: "4.18.3.3", Basis: refusal.Documented}
	taken       = refusal.Rule{Guide: "4.18", Basis: refusal.Simulated}
)

// add makes a guest, with the devices passed to it.
func (m *Machine) add(v map[string]string, devices ...string) *refusal.Refusal {
	if m.Guest(v["name"]) != nil {
		return taken.New("hypervisor", "new guest", fmt.Sprintf("a guest %s exists already", v["name"]))
	}
	m.Guests = append(m.Guests, &Guest{Name: v["name"], UUID: m.NewUUID(), Network: v["network"], Devices: devices})
	return nil
}

func newGuest(m *Machine, v map[string]string) *refusal.Refusal { return m.add(v) }

// newESXiGuest makes the primary guest, or a further one: identical but for the device.
func newESXiGuest(m *Machine, v map[string]string) *refusal.Refusal {
	var devices []string
	if v["PCI device"] != "" {
		devices = []string{Endpoint}
	}
	for _, g := range m.Guests {
		switch {
		case len(g.Devices) > 0 && devices != nil:
			return onePrimary.New("vSphere", "new guest", fmt.Sprintf("%s is the primary guest and has the device; only one guest can", g.Name))
		case g.Network != v["network"]:
			return sameNetwork.New("vSphere", "new guest", fmt.Sprintf("%s is on %s: both guests need the same network to talk to each other", g.Name, g.Network))
		}
	}
	return m.add(v, devices...)
}

// newXenGuest makes a DomU; its device is assigned with xe.
func newXenGuest(m *Machine, v map[string]string) *refusal.Refusal { return m.add(v) }
