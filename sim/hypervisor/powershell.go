package hypervisor

import (
	"regexp"
	"slices"
	"strings"

	"hsmlab/sim/refusal"
)

// What the Solo XC is called in Windows [simulated, but for VEN_1957 and DEV_082C].
const (
	instance = `PCI\VEN_1957&DEV_082C&SUBSYS_082C1957&REV_11\4&2A9C1D3&0&0010`
	location = `PCIROOT(0)#PCI(0200)#PCI(0000)`
)

// line is a PowerShell line of guide 4.18.5, as corrected by D-28, or a slip that the guide prints.
type line struct {
	text string
	run  func(*Machine)
}

const query = `(Get-PnpDevice -PresentOnly).Where{ $_.InstanceId -like '*VEN_1957*' }`

// lines lists what PowerShell knows here.
func lines() []line {
	fails := func(text string) func(*Machine) { return func(m *Machine) { m.fail(text) } }
	return []line{
		{`bcdedit /set hypervisoriommupolicy enable`, func(m *Machine) { m.Iommu = true; m.say("The operation completed successfully.") }},
		{`bcdedit /set hypervisoriommpolicy enable`, fails("The set command specified is not valid. (the guide's spelling lacks a u: hypervisoriommupolicy)")},
		{`Get-VMHostAssignableDevice`, (*Machine).hostDevices},
		{query + ` | Format-Table -autosize`, (*Machine).pnpTable},
		{`$instanceId = ` + query + ` | select -expand InstanceId`, func(m *Machine) { m.variables["instanceId"] = strings.Repeat(instance, min(m.Cards, 1)) }},
		{`Disable-PnpDevice -Verbose -InstanceId $instanceId -Confirm:$false`, (*Machine).disable},
		{`$locationPath = (Get-PnpDeviceProperty -KeyName DEVPKEY_Device_LocationPaths -InstanceId $instanceId).Data[0]`, (*Machine).locate},
		{`$locationPath = (Get-PnpDeviceProperty -KeyName DEVPKKEY_Device_LocationPaths -InstanceId $instanceId).Data[0]`, fails("Get-PnpDeviceProperty : Invalid property key DEVPKKEY_Device_LocationPaths (the guide doubles a K)")},
		{`Dismount-VMHostAssignableDevice -LocationPath $locationPath -Force -Verbose`, (*Machine).dismount},
		{`$locationPath = Dismount-VMHostAssignableDevice -LocationPath $locationPath -Force -Verbose`, func(m *Machine) {
			m.dismount()
			delete(m.variables, "locationPath") // the slip empties the variable, which later lines feel
		}},
		{`Stop-VM -VMName $vmName`, onGuest(func(m *Machine, g *Guest) { m.Stop(g) })},
		{`Set-VM -VMName $vmName -AutomaticStopAction TurnOff`, onGuest(func(m *Machine, g *Guest) { g.TurnOff = true })},
		{`Set-VM -VMName $vm Name -AutomaticStopAction TurnOff`, fails("Set-VM : A positional parameter cannot be found that accepts argument 'Name'.")},
		{`Set-VM -VMName $vmName -DynamicMemory -MemoryMinimumBytes 4096MB -MemoryMaximumBytes 16384MB -MemoryStartupBytes 4096MB`, onGuest(func(m *Machine, g *Guest) { g.Memory = true })},
		{`Set-VM -VM $vm -DynamicMemory -MemoryMinimumBytes 4096MB -MemoryMaximumBytes 16384MB -MemoryStartupBytes 4096MB`, fails("Set-VM : Cannot bind argument to parameter 'VM' because it is null. ($vm was never set)")},
		{`Add-VMAssignableDevice -VMName $vmName -LocationPath $locationPath -Verbose`, onGuest((*Machine).assign)},
		{`Add-VMAssignableDevice -VM $vmName -LocationPath $locationPath -Verbose`, func(m *Machine) {
			m.fail("Add-VMAssignableDevice : Cannot convert the \"" + m.variables["vmName"] + "\" value of type String to type VirtualMachine. (use -VMName)")
		}},
		{`Start-VM -VMName $vmName`, onGuest((*Machine).startHere)},
		{`Get-VMAssignableDevice -VMName $vmName`, onGuest((*Machine).guestDevices)},
		{`Remove-VMAssignableDevice -Verbose -VMName $vmName`, onGuest((*Machine).unassign)},
		{`Remove-VMAssignableDevice -Verbose -VMName $vmName}`, fails("Unexpected token '}' in expression or statement.")},
		{`Mount-VMHostAssignableDevice -Verbose -LocationPath $locationPath`, (*Machine).mount},
		{`Enable-PnpDevice -Confirm:$false -Verbose -InstanceId $instanceId`, (*Machine).enable},
	}
}

var (
	elevated  = refusal.Rule{ID: "G-4.18.5-2", Guide: "4.18.5", Basis: refusal.Documented}
	single    = refusal.Rule{ID: "G-4.18.5-1", Guide: "4.18.5", Basis: refusal.Documented}
	noRole    = refusal.Rule{ID: "G-4.18.5.1.2-1", Guide: "4.18.5.1.2", Basis: refusal.Inferred}
	unknownPS = refusal.Rule{Guide: "4.18.5", Basis: refusal.Simulated}
	failedPS  = refusal.Rule{Guide: "4.18.5", Basis: refusal.Inferred}
)

// naming is the line that chooses a guest: the guide's is called ws2016, the form takes any name. In double quotes
// PowerShell would replace variables, which is not interpreted here.
var naming = regexp.MustCompile("(?i)^\\$vmName ?= ?(?:'([^']{1,60})'|\"([^\"$`]{1,60})\")$")

// powershell runs a line that is one of the guide's; blanks and case do not matter.
func (m *Machine) powershell(text string) {
	same := strings.Join(strings.Fields(strings.TrimPrefix(strings.TrimSpace(text), `PS C:\>`)), " ")
	run := m.known(same)
	switch {
	case run == nil:
		m.refuse(unknownPS.New("PowerShell", "line", "not simulated: this line, because PowerShell is not interpreted; the lines of guide 4.18.5 are known"))
	case !m.Elevated:
		m.refuse(elevated.New("PowerShell", "line", "Access is denied: the PowerShell was not started as administrator"))
	default:
		run(m)
	}
}

// known is what a line does, nil for one that is not known.
func (m *Machine) known(text string) func(*Machine) {
	if n := naming.FindStringSubmatch(text); n != nil {
		return func(m *Machine) { m.variables["vmName"] = n[1] + n[2] }
	}
	i := slices.IndexFunc(lines(), func(l line) bool { return strings.EqualFold(l.text, text) })
	if i < 0 {
		return nil
	}
	if c := cmdlet.FindString(lines()[i].text); c != "" && !slices.Contains(m.Done, "role") {
		return func(m *Machine) {
			m.refuse(noRole.New("PowerShell", "line", c+" : The term '"+c+"' is not recognized as the name of a cmdlet. (the Hyper-V role brings it: form role)"))
		}
	}
	return lines()[i].run
}

// cmdlet is one that comes with the Hyper-V role; those about devices of Windows and bcdedit are there without it.
var cmdlet = regexp.MustCompile(`[A-Z][a-z]+-VM[A-Za-z]*`)

func (m *Machine) fail(text string) { m.refuse(failedPS.New("PowerShell", "line", text)) }

// onGuest is a line about the guest in $vmName.
func onGuest(do func(*Machine, *Guest)) func(*Machine) {
	return func(m *Machine) {
		if g := m.Guest(m.variables["vmName"]); g != nil {
			do(m, g)
			return
		}
		m.fail("Hyper-V was unable to find a virtual machine with name \"" + m.variables["vmName"] + "\".")
	}
}

func (m *Machine) pnpTable() {
	if m.Cards == 0 {
		return
	}
	status := "OK     "
	if m.Disabled {
		status = "Error  "
	}
	m.say("Status Class  FriendlyName     InstanceId")
	m.say("------ -----  ------------     ----------")
	for range m.Cards {
		m.say("%sSystem Power PC         %s", status, instance)
	}
}

func (m *Machine) hostDevices() {
	if m.Dismount {
		m.say("InstanceID   : %s", strings.Replace(instance, "PCI", "PCIP", 1))
		m.say("LocationPath : %s", location)
	}
}

func (m *Machine) disable() {
	switch {
	case m.Cards > 1:
		m.refuse(single.New("PowerShell", "Disable-PnpDevice", "two Solo XC are present and $instanceId is about both: the steps assume a single one"))
	case m.variables["instanceId"] == "":
		m.fail("Disable-PnpDevice : Cannot bind argument to parameter 'InstanceId' because it is null.")
	default:
		m.Disabled = true
		m.say("VERBOSE: Performing the operation \"Disable\" on target \"%s\".", instance)
	}
}

func (m *Machine) locate() {
	if m.variables["instanceId"] == "" {
		m.fail("Get-PnpDeviceProperty : Cannot bind argument to parameter 'InstanceId' because it is null.")
		return
	}
	m.variables["locationPath"] = location
}

// located reports whether $locationPath is set, and complains otherwise.
func (m *Machine) located() bool {
	if m.variables["locationPath"] == "" {
		m.fail("Cannot bind argument to parameter 'LocationPath' because it is null.")
		return false
	}
	return true
}

func (m *Machine) dismount() {
	switch {
	case !m.located():
	case !m.Iommu:
		m.fail("The IOMMU policy of the hypervisor is not enabled.")
	case !m.Disabled:
		m.fail("The device is in use by the host: disable it first.")
	default:
		m.Dismount = true
		m.say("VERBOSE: Device %s dismounted.", location)
	}
}

func (m *Machine) assign(g *Guest) {
	switch {
	case !m.located():
	case !m.Dismount:
		m.fail("The device is not dismounted from the host.")
	case g.Running:
		m.fail("The guest is running: stop it first.")
	default:
		g.Devices = append(g.Devices, Endpoint)
		m.say("VERBOSE: Device %s assigned to %s.", location, g.Name)
	}
}

func (m *Machine) startHere(g *Guest) {
	if r := m.Start(g); r != nil {
		m.refuse(r)
	}
}

func (m *Machine) guestDevices(g *Guest) {
	for range g.Devices {
		m.say("LocationPath : %s   VMName : %s", location, g.Name)
	}
}

func (m *Machine) unassign(g *Guest) {
	if g.Running {
		m.fail("The guest is running: stop it first.")
		return
	}
	g.Devices = nil
	m.say("VERBOSE: Devices removed from %s.", g.Name)
}

// mount takes the device back for the host, but not from a guest that runs with it.
func (m *Machine) mount() {
	g := m.user()
	switch {
	case !m.located():
	case g != nil:
		m.fail("Mount-VMHostAssignableDevice : The device is assigned to the running guest " + g.Name + ": stop it and remove the device first.")
	default:
		m.Dismount = false
		m.say("VERBOSE: Device %s mounted.", location)
	}
}

func (m *Machine) enable() {
	if m.Dismount {
		m.fail("The device is dismounted: mount it first.")
		return
	}
	m.Disabled = false
	m.say("VERBOSE: Performing the operation \"Enable\" on target \"%s\".", instance)
}
