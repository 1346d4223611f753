package host

import (
	"path"
	"slices"
	"strings"
)

// Write replaces the content of the file at p, making it with mode when it does not exist.
func (f *FS) Write(u *User, p string, data []byte, mode Mode) error {
	return f.put(u, p, data, mode, false)
}

// Append adds to the end of the file at p, making it when it does not exist.
func (f *FS) Append(u *User, p string, data []byte, mode Mode) error {
	return f.put(u, p, data, mode, true)
}

func (f *FS) put(u *User, p string, data []byte, mode Mode, add bool) error {
	n, err := f.writable(u, p)
	if err != nil {
		return err
	}
	old := []byte(nil)
	if n != nil && add {
		old = n.data
	}
	grown := len(old) + len(data)
	before := 0
	if n != nil {
		before = len(n.data)
	}
	if grown > MaxFile || f.used-before+grown > MaxDisk {
		return &PathError{"write", p, ErrNoSpace}
	}
	if n == nil {
		if n, err = f.create(u, p, false, mode); err != nil {
			return err
		}
	}
	f.changes++
	f.used += grown - before
	n.data = append(slices.Clip(slices.Clone(old)), data...)
	n.mtime = f.now()
	return nil
}

// writable finds the file at p that u may write, nil when u may make it.
func (f *FS) writable(u *User, p string) (*node, error) {
	dir, name, err := f.parent(u, "open", p)
	if err != nil {
		return nil, err
	}
	n := dir.children[name]
	switch {
	case n == nil && !dir.may(u, write):
		return nil, &PathError{"open", p, ErrPermission}
	case n == nil:
		return nil, nil
	case n.dir:
		return nil, &PathError{"open", p, ErrIsDir}
	case !n.may(u, write):
		return nil, &PathError{"open", p, ErrPermission}
	}
	return n, nil
}

func (f *FS) create(u *User, p string, dir bool, mode Mode) (*node, error) {
	parent, name, err := f.parent(u, "open", p)
	if err != nil {
		return nil, err
	}
	if f.nodes >= MaxNodes || strings.Count(path.Clean("/"+p), "/") > MaxDepth {
		return nil, &PathError{"open", p, ErrNoSpace}
	}
	n := &node{dir: dir, mode: mode & 0o777, owner: u.Name, group: u.Groups[0], mtime: f.now()}
	if dir {
		n.children = map[string]*node{}
	}
	f.changes++
	parent.children[name] = n
	parent.mtime = f.now()
	f.nodes++
	return n, nil
}

// Mkdir makes a directory.
func (f *FS) Mkdir(u *User, p string, mode Mode) error {
	dir, name, err := f.parent(u, "mkdir", p)
	switch {
	case err != nil && path.Clean("/"+p) == "/":
		return &PathError{"mkdir", p, ErrExist}
	case err != nil:
		return err
	case dir.children[name] != nil:
		return &PathError{"mkdir", p, ErrExist}
	case !dir.may(u, write|exec):
		return &PathError{"mkdir", p, ErrPermission}
	}
	_, err = f.create(u, p, true, mode)
	return err
}

// Remove deletes a file or an empty directory.
func (f *FS) Remove(u *User, p string) error {
	dir, name, err := f.parent(u, "remove", p)
	if err != nil {
		return err
	}
	n := dir.children[name]
	switch {
	case n == nil:
		return &PathError{"remove", p, ErrNotExist}
	case !dir.may(u, write|exec):
		return &PathError{"remove", p, ErrPermission}
	case n.dir && len(n.children) > 0:
		return &PathError{"remove", p, ErrNotEmpty}
	}
	f.changes++
	delete(dir.children, name)
	dir.mtime = f.now()
	f.used -= len(n.data)
	f.nodes--
	return nil
}

// RemoveAll deletes p and everything below it; a missing p is no error.
func (f *FS) RemoveAll(u *User, p string) error {
	n, err := f.walk(u, "remove", p)
	if err != nil {
		return nil
	}
	for _, name := range n.names() {
		if err := f.RemoveAll(u, path.Join(p, name)); err != nil {
			return err
		}
	}
	return f.Remove(u, p)
}

// Rename moves a file or directory, replacing a file that is in the way.
func (f *FS) Rename(u *User, from, to string) error {
	src, name, err := f.parent(u, "rename", from)
	if err != nil {
		return err
	}
	dst, newName, err := f.parent(u, "rename", to)
	if err != nil {
		return err
	}
	n, old := src.children[name], dst.children[newName]
	switch {
	case n == nil:
		return &PathError{"rename", from, ErrNotExist}
	case !src.may(u, write|exec) || !dst.may(u, write|exec):
		return &PathError{"rename", from, ErrPermission}
	case n == old:
		return nil
	case n.dir && strings.HasPrefix(path.Clean("/"+to)+"/", path.Clean("/"+from)+"/"):
		return &PathError{"rename", from, ErrInvalid}
	case old != nil && old.dir && !n.dir:
		return &PathError{"rename", to, ErrIsDir}
	case strings.Count(path.Clean("/"+to), "/")+n.height() > MaxDepth:
		return &PathError{"rename", to, ErrNoSpace}
	case old != nil && n.dir && !old.dir:
		return &PathError{"rename", to, ErrNotDir}
	case old != nil && len(old.children) > 0:
		return &PathError{"rename", to, ErrNotEmpty}
	}
	if old != nil {
		f.used -= len(old.data)
		f.nodes--
	}
	f.changes++
	delete(src.children, name)
	dst.children[newName] = n
	src.mtime, dst.mtime = f.now(), f.now()
	return nil
}

// height is how many levels of files lie below n.
func (n *node) height() int {
	h := 0
	for _, child := range n.children {
		h = max(h, 1+child.height())
	}
	return h
}

// Chmod sets the permission bits; only the owner and root may.
func (f *FS) Chmod(u *User, p string, mode Mode) error {
	n, err := f.owned(u, "chmod", p)
	if err == nil {
		f.changes++
		n.mode = mode & 0o777
	}
	return err
}

// Touch sets the modification time to now, making an empty file when there is none.
func (f *FS) Touch(u *User, p string, mode Mode) error {
	n, err := f.writable(u, p)
	if err != nil && n == nil {
		return err
	}
	if n == nil {
		_, err = f.create(u, p, false, mode)
		return err
	}
	n.mtime = f.now()
	return nil
}

func (f *FS) owned(u *User, op, p string) (*node, error) {
	n, err := f.walk(u, op, p)
	if err == nil && u.UID != 0 && n.owner != u.Name {
		return nil, &PathError{op, p, ErrNotOwner}
	}
	return n, err
}

// Chown sets owner and group; an empty one stays. Only root may give a file away; an owner may choose
// among the own groups.
func (f *FS) Chown(u *User, p, owner, group string) error {
	n, err := f.owned(u, "chown", p)
	if err != nil {
		return err
	}
	if u.UID != 0 && (owner != "" && owner != u.Name || group != "" && !u.In(group)) {
		return &PathError{"chown", p, ErrNotOwner}
	}
	f.changes++
	if owner != "" {
		n.owner = owner
	}
	if group != "" {
		n.group = group
	}
	return nil
}

// MayWrite tells why u could not write, or make, the file at p; nil if u could.
func (f *FS) MayWrite(u *User, p string) error {
	_, err := f.writable(u, p)
	return err
}
