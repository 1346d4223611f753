package sim

import (
	"slices"
	"strings"
	"time"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
)

// FileInfo describes a file of a host.
type FileInfo = host.FileInfo

// Stat describes a file, as far as the user may see it. The error is a *host.PathError.
func (l *Lab) Stat(hostName, user, path string) (FileInfo, error) {
	h, u, err := l.account(hostName, user)
	if err != nil {
		return FileInfo{}, err
	}
	return h.FS.Stat(u, path)
}

// ReadFile returns the content of a file that the user may read. The error is a *host.PathError.
func (l *Lab) ReadFile(hostName, user, path string) ([]byte, error) {
	h, u, err := l.account(hostName, user)
	if err != nil {
		return nil, err
	}
	return h.FS.Read(u, path)
}

// ReadDir lists a directory by name. The error is a *host.PathError.
func (l *Lab) ReadDir(hostName, user, path string) ([]FileInfo, error) {
	h, u, err := l.account(hostName, user)
	if err != nil {
		return nil, err
	}
	return h.FS.ReadDir(u, path)
}

// Users lists the accounts of a host.
func (l *Lab) Users(hostName string) []host.User {
	if h := l.room.Host(hostName); h != nil {
		return h.Users()
	}
	return nil
}

// Programs lists the installed programs of the HSM software by path.
func (l *Lab) Programs(hostName string) []string {
	h := l.room.Host(hostName)
	if h == nil {
		return nil
	}
	var list []string
	for path := range trees() {
		if _, _, err := h.Program(h.User(host.Root), path); err == nil {
			list = append(list, path)
		}
	}
	slices.Sort(list)
	return list
}

// IsProgram reports whether the file at an absolute path is a program of the HSM software.
func (l *Lab) IsProgram(hostName, path string) bool {
	h := l.room.Host(hostName)
	return h != nil && h.Programs[path] != nil
}

// HostUp reports whether the host runs, so that shells can.
func (l *Lab) HostUp(hostName string) bool {
	h := l.room.Host(hostName)
	return h != nil && h.Phase() == host.On
}

// HostTime is the host's own date and time.
func (l *Lab) HostTime(hostName string) time.Time {
	if h := l.room.Host(hostName); h != nil {
		return h.Now()
	}
	return l.Wall()
}

// Complete returns what can follow the words of a command line of the HSM software; the last word may be
// begun or empty.
func (l *Lab) Complete(hostName, user string, argv []string) []string {
	h := l.room.Host(hostName)
	if h == nil || len(argv) < 2 {
		return nil
	}
	_, path, err := h.Program(h.User(host.Root), argv[0])
	if err != nil {
		return nil
	}
	return cli.Complete(trees()[path](nil, nil), argv, func(name string) []string { return l.values(h, name) })
}

// values completes an option or operand that names equipment.
func (l *Lab) values(h *host.Host, name string) []string {
	var list []string
	for _, m := range h.Slots {
		switch strings.ToLower(name) {
		case "esn":
			list = append(list, m.ESN)
		case "uuid":
			for _, v := range m.VCMs() {
				list = append(list, v.UUID)
			}
		}
	}
	if strings.EqualFold(name, "uuid") {
		for _, c := range h.EnrolledVCMs() {
			list = append(list, c.UUID)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
