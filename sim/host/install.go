package host

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"hsmlab/sim/sshkey"
)

// Directories of the Security World software on Linux.
const (
	NfastDir  = "/opt/nfast"
	BinDir    = NfastDir + "/bin"
	SbinDir   = NfastDir + "/sbin"
	LogFile   = NfastDir + "/log/logfile"
	ClientDir = NfastDir + "/services/client" // SSH client keys, one directory per service (guide 4.7.2)
	VCMDir    = NfastDir + "/services/vcm"    // enrolled VCMs [simulated]
	KMData    = NfastDir + "/kmdata"

	versionFile = NfastDir + "/version"
)

// SoftwareVersion is that of the Security World software that the guide describes.
const SoftwareVersion = "14.1.1"

type place struct {
	path         string
	mode         Mode
	owner, group string
}

// system is the tree of a fresh operating system.
var system = []place{
	{"/bin", 0o755, Root, Root}, {"/etc", 0o755, Root, Root}, {"/home", 0o755, Root, Root},
	{"/home/operator", 0o755, "operator", "operator"}, {"/home/guest", 0o755, "guest", "guest"},
	{"/mnt", 0o755, Root, Root}, {"/opt", 0o755, Root, Root}, {"/root", 0o700, Root, Root},
	{"/root/.ssh", 0o700, Root, Root}, {"/sbin", 0o755, Root, Root}, {"/tmp", 0o777, Root, Root},
	{"/usr", 0o755, Root, Root}, {"/usr/bin", 0o755, Root, Root}, {"/var", 0o755, Root, Root}, {"/var/log", 0o755, Root, Root},
}

// directories is the tree of a fresh installation; the service key directories come from makeServiceDirs.
var directories = []place{
	{NfastDir, 0o755, Root, Root}, {BinDir, 0o755, Root, Root}, {SbinDir, 0o755, Root, Root},
	{NfastDir + "/log", 0o775, "nfast", "nfast"}, {KMData, 0o775, Root, "nfast"},
	{KMData + "/config", 0o775, Root, "nfast"}, {KMData + "/local", 0o775, Root, "nfast"},
	{NfastDir + "/hardserver.d", 0o775, Root, "nfast"},
	{NfastDir + "/services", 0o755, Root, Root}, {ClientDir, 0o755, Root, Root}, {VCMDir, 0o755, Root, Root},
}

// install makes the file system of a host with the Security World software.
func (h *Host) install() {
	for _, d := range system {
		h.must(h.makeDir(d))
	}
	for _, f := range []struct{ path, text string }{
		{"/etc/hostname", h.Name + "\n"},
		{"/etc/passwd", h.passwd()},
		{"/etc/group", h.groupFile()},
		{"/etc/os-release", "PRETTY_NAME=\"hsmlab simulated Linux\"\nNAME=\"hsmlab\"\nID=hsmlab\n"},
	} {
		h.must(h.FS.Write(h.root(), f.path, []byte(f.text), 0o644))
	}
	h.must(h.Unpack(SoftwareVersion))
	h.must(h.MakeDirectories())
}

// Unpack copies the software from its medium to /opt/nfast; it must be installed then. It fails where the disk
// is full or something else has taken a place.
func (h *Host) Unpack(version string) error {
	for _, d := range directories[:3] {
		if err := h.makeDir(d); err != nil {
			return err
		}
	}
	for _, p := range h.programs() {
		if !strings.HasPrefix(p, NfastDir+"/") || !h.Ships(version, p) {
			continue
		}
		if err := h.FS.Write(h.root(), p, programText, 0o755); err != nil {
			return err
		}
	}
	h.Software = version
	return h.FS.Write(h.root(), versionFile, fmt.Appendf(nil, "nShield Security World software %s (simulated)\n", version), 0o644)
}

// Ships reports whether a version of the software has a program: vcmadmin came with multi-tenancy.
func (h *Host) Ships(version, program string) bool {
	return path.Base(program) != "vcmadmin" || !Older(version, "14.1")
}

// programs lists the paths of the programs that the host can have, sorted.
func (h *Host) programs() []string {
	list := make([]string, 0, len(h.Programs))
	for p := range h.Programs {
		list = append(list, p)
	}
	slices.Sort(list)
	return list
}

// MakeDirectories makes the directories and the log of an installation as far as they are missing.
func (h *Host) MakeDirectories() error {
	for _, d := range directories {
		if err := h.makeDir(d); err != nil {
			return err
		}
	}
	if _, err := h.FS.Stat(h.root(), LogFile); err != nil {
		if err := h.FS.Write(h.root(), LogFile, nil, 0o644); err != nil {
			return err
		}
	}
	return h.makeServiceDirs()
}

// Uninstall stops the hardserver and removes the software with everything below /opt/nfast: keys, Security World
// data and configuration too, which guide 4.15.3.1.1 calls irretrievably lost unless they were copied before. What
// lies elsewhere stays.
func (h *Host) Uninstall() error {
	h.Hardserver.Stop()
	h.Auditd.Stop()
	h.Software = ""
	return h.FS.RemoveAll(h.root(), NfastDir)
}

var groupName = regexp.MustCompile(`^[a-z_][a-z0-9_-]{0,31}$`)

// ValidGroup reports whether a group can have that name.
func ValidGroup(name string) bool { return groupName.MatchString(name) }

// AddGroup makes a group unless the host has it; it reports whether it did. The name must be valid.
func (h *Host) AddGroup(name string) (bool, error) {
	if h.HasGroup(name) {
		return false, nil
	}
	if len(h.groups) >= maxGroups {
		return false, errors.New("too many groups")
	}
	h.groups = append(h.groups, Group{name, 1002 + len(h.groups)})
	return true, h.FS.Write(h.root(), "/etc/group", []byte(h.groupFile()), 0o644)
}

const maxGroups = 200

// SetKeyGroups sets owner, group and mode of the key directories and of the keys in them: the group is what
// the environment names for the service, or its default (guide 4.8.4).
func (h *Host) SetKeyGroups(getenv func(string) string) (map[sshkey.Service]string, error) {
	groups := map[sshkey.Service]string{}
	for _, s := range sshkey.Services() {
		group := s.Group
		if v := getenv(s.GroupVar); v != "" {
			group = v
		}
		groups[s.Service] = group
		for _, p := range []string{KeyFile(s.Service), KeyFile(s.Service) + ".pub", keyDir(s.Service)} {
			i, err := h.FS.Stat(h.root(), p)
			if err != nil {
				continue // no key yet
			}
			mode := Mode(0o640)
			if i.Dir {
				mode = 0o750
			}
			if err := errors.Join(h.FS.Chmod(h.root(), p, mode), h.FS.Chown(h.root(), p, s.Owner, group)); err != nil {
				return nil, firstOf(err)
			}
		}
	}
	return groups, nil
}

// Older reports whether version a is older than b; both are numbers with dots between.
func Older(a, b string) bool {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	for i := range max(len(x), len(y)) {
		var m, n int
		if i < len(x) {
			fmt.Sscanf(x[i], "%d", &m)
		}
		if i < len(y) {
			fmt.Sscanf(y[i], "%d", &n)
		}
		if m != n {
			return m < n
		}
	}
	return false
}
