package hsmadmin

import (
	"fmt"
	"slices"
	"time"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
	"hsmlab/sim/sshkey"
)

// The scripts of the Security World software: unpack stands for unpacking its archives from a mounted medium
// [simulated], install and uninstall are those of the guide (4.7.2, 4.8.4, 4.15.3).

// Times of the scripts [simulated].
const (
	unpackTime    = 20 * time.Second
	installTime   = 8 * time.Second
	uninstallTime = 6 * time.Second
)

var (
	installed   = refusal.Rule{ID: "G-4.15.3.1.2-1", Guide: "4.15.3.1.2", Basis: refusal.Documented}
	scriptRoot  = refusal.Rule{Guide: "4.8.4", Basis: refusal.Inferred}
	badGroup    = refusal.Rule{ID: "G-4.8.4-2", Guide: "4.8.4", Basis: refusal.Inferred}
	scriptFiles = refusal.Rule{Guide: "4.15.3.1", Basis: refusal.Inferred}
)

// Medium is where a version of the software lies mounted [simulated].
func Medium(version string) string { return "/mnt/secworld-" + version }

// script is one run of a script: a tool without services.
func script(p *host.Process, room *site.Room) *tool {
	return &tool{Client: client.Client{P: p, Room: room, Seconds: cli.DefaultTimeout}}
}

// fail reports why a script did nothing.
func (t *tool) scriptFails(name string, r *refusal.Refusal) int {
	t.P.Refuse(r)
	t.P.Errorf("%s: %s\n", name, r.Reason)
	return cli.Failed
}

func (t *tool) notRoot(name string) *refusal.Refusal {
	if t.P.User.UID == 0 {
		return nil
	}
	return scriptRoot.New(name, "run", "root privileges are required")
}

// UnpackTree makes the command that copies a version of the software from its medium.
func UnpackTree(version string) func(*host.Process, *site.Room) cli.Spec {
	return func(p *host.Process, room *site.Room) cli.Spec {
		t := script(p, room)
		return cli.Spec{
			Name: "unpack", Usage: "[-h]", Guide: "4.15.3.1.2",
			About: "Unpacks Security World software " + version + " to /opt/nfast [simulated: stands for unpacking the archives of the medium].",
			Run:   func([]string) int { return t.unpack(version) },
		}
	}
}

func (t *tool) unpack(version string) int {
	const name = "unpack"
	h := t.P.Host
	if r := t.notRoot(name); r != nil {
		return t.scriptFails(name, r)
	}
	if h.Software != "" {
		return t.scriptFails(name, installed.New(name, "run", "Security World software "+h.Software+
			" is installed; uninstall it first with "+host.SbinDir+"/uninstall"))
	}
	t.P.Sleep(unpackTime)
	if err := h.Unpack(version); err != nil {
		return t.scriptFails(name, scriptFiles.New(name, "run", err.Error()))
	}
	t.P.Printf("Security World software %s unpacked to %s; run %s/install\n", version, host.NfastDir, host.SbinDir)
	return cli.OK
}

// InstallTree makes the install script.
func InstallTree(p *host.Process, room *site.Room) cli.Spec {
	t := script(p, room)
	return cli.Spec{
		Name: "install", Usage: "[-h]", Guide: "4.8.4",
		About: "Installs the unpacked software: groups, directories, key permissions, hardserver, SSH keys. " +
			"NFAST_<SERVICE>_GROUP names another group for the keys of a service; it must be given every time.",
		Run: func([]string) int { return t.install() },
	}
}

func (t *tool) install() int {
	const name = "install"
	h := t.P.Host
	if r := t.notRoot(name); r != nil {
		return t.scriptFails(name, r)
	}
	t.P.Printf("Installing Security World software %s\n", h.Software)
	t.P.Sleep(installTime)
	if r := t.makeGroups(); r != nil {
		return t.scriptFails(name, r)
	}
	if err := h.MakeDirectories(); err != nil {
		return t.scriptFails(name, scriptFiles.New(name, "run", err.Error()))
	}
	status := t.installKeys()
	if r := t.setPermissions(); r != nil {
		return t.scriptFails(name, r)
	}
	if status == cli.OK && len(h.Slots) > 0 && h.BackUpAdminKey() {
		t.P.Printf("Local backup of the sshadmin key: %s\n", host.AdminBackup)
	}
	h.Hardserver.Stop()
	t.P.Sleep(restartTime)
	h.Hardserver.StartWith(t.P.Getenv)
	t.P.Printf("nFast server started\n")
	return status
}

// makeGroups makes the groups that the environment names and the host lacks.
func (t *tool) makeGroups() *refusal.Refusal {
	for _, s := range sshkey.Services() { // before anything is changed
		if group := t.P.Getenv(s.GroupVar); group != "" && !host.ValidGroup(group) {
			return badGroup.New("install", "run", fmt.Sprintf("%s: %.40q is not a valid group name", s.GroupVar, group))
		}
	}
	for _, s := range sshkey.Services() {
		group := t.P.Getenv(s.GroupVar)
		if group == "" {
			continue
		}
		made, err := t.P.Host.AddGroup(group)
		if err != nil {
			return badGroup.New("install", "run", s.GroupVar+": "+err.Error())
		}
		if made {
			t.P.Printf("Group %s created\n", group)
		}
	}
	return nil
}

func (t *tool) setPermissions() *refusal.Refusal {
	groups, err := t.P.Host.SetKeyGroups(t.P.Getenv)
	if err != nil {
		return scriptFiles.New("install", "run", err.Error())
	}
	for _, s := range sshkey.Services() {
		t.P.Printf("SSH key %-12s owner %s, group %s\n", s.Service, s.Owner, groups[s.Service])
	}
	return nil
}

// installKeys enrolls the HSMs of this host, with the automatic backup of the sshadmin key where the key itself
// is missing (guide 4.7.2).
func (t *tool) installKeys() int {
	h := t.P.Host
	if len(h.Slots) == 0 {
		t.P.Printf("No HSM in this host; no SSH keys installed\n")
		return cli.OK
	}
	backup := ""
	if _, err := h.FS.Stat(h.User(host.Root), host.AdminBackup); err == nil && !h.HasKey(host.SSHAdmin) {
		backup = host.AdminBackup
		t.P.Printf("No sshadmin key under %s; trying %s\n", host.ClientDir, backup)
	}
	status := t.runEnroll(backup)
	if status != cli.OK {
		t.P.Errorf("WARNING: the HSMs were not enrolled; see hsmadmin enroll and hsmadmin keys restore\n")
	}
	return status
}

// UninstallTree makes the uninstall script.
func UninstallTree(p *host.Process, room *site.Room) cli.Spec {
	t := script(p, room)
	return cli.Spec{
		Name: "uninstall", Usage: "[-h]", Guide: "4.15.3.1",
		About: "Removes the software with everything in /opt/nfast: SSH keys, kmdata and configuration too.",
		Run:   func([]string) int { return t.uninstall() },
	}
}

func (t *tool) uninstall() int {
	const name = "uninstall"
	h := t.P.Host
	if r := t.notRoot(name); r != nil {
		return t.scriptFails(name, r)
	}
	version := h.Software
	h.Hardserver.Stop()
	t.P.Sleep(uninstallTime)
	if err := h.Uninstall(); err != nil {
		return t.scriptFails(name, scriptFiles.New(name, "run", err.Error()))
	}
	t.P.Printf("Security World software %s removed, with all of %s\n", version, host.NfastDir)
	return cli.OK
}

// newTools are the subcommands of hsmadmin that came with the multi-tenant software (facts.md 3.1).
var newTools = []string{"select", "vcm", "fet", "setnetwork"}

// known leaves out the subcommands that the installed software does not have yet.
func known(p *host.Process, group []cli.Spec) []cli.Spec {
	if p == nil || !host.Older(p.Host.Software, "14.1") {
		return group
	}
	return slices.DeleteFunc(group, func(s cli.Spec) bool { return slices.Contains(newTools, s.Name) })
}

func software(p *host.Process) string {
	if p == nil {
		return host.SoftwareVersion
	}
	return p.Host.Software
}
