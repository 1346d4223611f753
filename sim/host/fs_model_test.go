package host_test

import (
	"maps"
	"path"
	"slices"
	"strings"

	"hsmlab/sim/host"
)

// model is a second file system, written for simplicity: a list of paths with what lies there. The fuzzer holds
// the real one against it; above all nobody may ever do what the model's rules of permission forbid.
type model map[string]*file

type file struct {
	dir          bool
	mode         host.Mode
	owner, group string
	data         []byte
}

func (m model) may(u *host.User, p string, want host.Mode) bool {
	f := m[p]
	if u.UID == 0 {
		return true
	}
	shift := 0
	if u.Name == f.owner {
		shift = 6
	} else if slices.Contains(u.Groups, f.group) {
		shift = 3
	}
	return f.mode>>shift&want == want
}

// reach tells why u does not get to p: every directory on the way must be there and be searchable.
func (m model) reach(u *host.User, p string) error {
	at := "/"
	for _, name := range strings.Split(strings.Trim(path.Clean(p), "/"), "/") {
		if name == "" {
			break
		}
		switch {
		case !m[at].dir:
			return host.ErrNotDir
		case !m.may(u, at, 1):
			return host.ErrPermission
		}
		at = path.Join(at, name)
		if m[at] == nil {
			return host.ErrNotExist
		}
	}
	return nil
}

// reachDir is reach for the directory that holds p, in which a name is looked up.
func (m model) reachDir(u *host.User, p string) error {
	dir := path.Dir(p)
	if err := m.reach(u, dir); err != nil {
		return err
	}
	switch {
	case !m[dir].dir:
		return host.ErrNotDir
	case !m.may(u, dir, 1):
		return host.ErrPermission
	}
	return nil
}

func (m model) children(p string) int {
	n := 0
	for q := range m {
		if q != "/" && q != p && path.Dir(q) == p {
			n++
		}
	}
	return n
}

func (m model) write(u *host.User, p string, data []byte, mode host.Mode, add bool) error {
	if p == "/" {
		return host.ErrBusy
	}
	if err := m.reachDir(u, p); err != nil {
		return err
	}
	f := m[p]
	switch {
	case f == nil && !m.may(u, path.Dir(p), 2):
		return host.ErrPermission
	case f == nil:
		m[p] = &file{mode: mode & 0o777, owner: u.Name, group: u.Groups[0], data: slices.Clone(data)}
		return nil
	case f.dir:
		return host.ErrIsDir
	case !m.may(u, p, 2):
		return host.ErrPermission
	case add:
		f.data = append(slices.Clone(f.data), data...)
	default:
		f.data = slices.Clone(data)
	}
	return nil
}

func (m model) mkdir(u *host.User, p string, mode host.Mode) error {
	if p == "/" {
		return host.ErrExist
	}
	if err := m.reachDir(u, p); err != nil {
		return err
	}
	switch {
	case m[p] != nil:
		return host.ErrExist
	case !m.may(u, path.Dir(p), 2):
		return host.ErrPermission
	}
	m[p] = &file{dir: true, mode: mode & 0o777, owner: u.Name, group: u.Groups[0]}
	return nil
}

func (m model) remove(u *host.User, p string) error {
	if p == "/" {
		return host.ErrBusy
	}
	if err := m.reachDir(u, p); err != nil {
		return err
	}
	switch {
	case m[p] == nil:
		return host.ErrNotExist
	case !m.may(u, path.Dir(p), 2):
		return host.ErrPermission
	case m.children(p) > 0:
		return host.ErrNotEmpty
	}
	delete(m, p)
	return nil
}

func (m model) rename(u *host.User, from, to string) error {
	for _, p := range []string{from, to} {
		if p == "/" {
			return host.ErrBusy
		}
		if err := m.reachDir(u, p); err != nil {
			return err
		}
	}
	switch {
	case m[from] == nil:
		return host.ErrNotExist
	case !m.may(u, path.Dir(from), 2) || !m.may(u, path.Dir(to), 2):
		return host.ErrPermission
	case from == to:
		return nil
	case m[from].dir && strings.HasPrefix(to+"/", from+"/"):
		return host.ErrInvalid
	case m[to] != nil && m[to].dir && !m[from].dir:
		return host.ErrIsDir
	case m[to] != nil && !m[to].dir && m[from].dir:
		return host.ErrNotDir
	case m[to] != nil && m.children(to) > 0:
		return host.ErrNotEmpty
	}
	for _, p := range slices.Sorted(maps.Keys(m)) {
		if p == from || strings.HasPrefix(p, from+"/") {
			m[to+p[len(from):]] = m[p]
			delete(m, p)
		}
	}
	return nil
}

func (m model) chmod(u *host.User, p string, mode host.Mode) error {
	if err := m.reach(u, p); err != nil {
		return err
	}
	if u.UID != 0 && m[p].owner != u.Name {
		return host.ErrNotOwner
	}
	m[p].mode = mode & 0o777
	return nil
}

func (m model) chown(u *host.User, p, owner, group string) error {
	if err := m.reach(u, p); err != nil {
		return err
	}
	if u.UID != 0 && (m[p].owner != u.Name || owner != "" && owner != u.Name || group != "" && !slices.Contains(u.Groups, group)) {
		return host.ErrNotOwner
	}
	if owner != "" {
		m[p].owner = owner
	}
	if group != "" {
		m[p].group = group
	}
	return nil
}

func (m model) read(u *host.User, p string) ([]byte, error) {
	if err := m.reach(u, p); err != nil {
		return nil, err
	}
	switch {
	case m[p].dir:
		return nil, host.ErrIsDir
	case !m.may(u, p, 4):
		return nil, host.ErrPermission
	}
	return m[p].data, nil
}

func (m model) list(u *host.User, p string) error {
	if err := m.reach(u, p); err != nil {
		return err
	}
	switch {
	case !m[p].dir:
		return host.ErrNotDir
	case !m.may(u, p, 4):
		return host.ErrPermission
	}
	return nil
}
