package host

import (
	"path"
	"slices"
	"strings"
	"time"
)

// Limits of a host's file system, so that no journal can fill the browser's memory.
const (
	MaxFile  = 8 << 20  // bytes in one file
	MaxDisk  = 32 << 20 // bytes in all files
	MaxNodes = 20_000   // files and directories
	MaxDepth = 64       // directories in one another
)

// Mode is the nine permission bits.
type Mode uint32

// FS is a tree of files in memory. It is not safe for concurrent use.
type FS struct {
	root    *node
	used    int
	nodes   int
	changes uint64
	now     func() time.Time
}

type node struct {
	dir          bool
	mode         Mode
	owner, group string
	data         []byte
	mtime        time.Time
	children     map[string]*node
}

// Changes counts what was done to the tree: while it stays, names, contents, modes and owners do.
func (f *FS) Changes() uint64 { return f.changes }

// FileInfo describes a file or directory.
type FileInfo struct {
	Name         string
	Path         string
	Dir          bool
	Mode         Mode
	Owner, Group string
	Size         int
	MTime        time.Time
}

// Exec reports whether anybody may execute the file.
func (i FileInfo) Exec() bool { return !i.Dir && i.Mode&0o111 != 0 }

// String is the mode as `ls -l` prints it.
func (i FileInfo) String() string {
	const letters = "rwxrwxrwx"
	b := []byte("----------")
	if i.Dir {
		b[0] = 'd'
	}
	for n := range letters {
		if i.Mode&(1<<(8-n)) != 0 {
			b[n+1] = letters[n]
		}
	}
	return string(b)
}

// NewFS makes an empty file system whose files carry the time that now tells.
func NewFS(now func() time.Time) *FS {
	return &FS{now: now, root: &node{dir: true, mode: 0o755, owner: Root, group: Root, children: map[string]*node{}, mtime: now()}, nodes: 1}
}

func (n *node) info(p string) FileInfo {
	return FileInfo{Name: path.Base(p), Path: p, Dir: n.dir, Mode: n.mode, Owner: n.owner, Group: n.group, Size: len(n.data), MTime: n.mtime}
}

const (
	read  Mode = 4
	write Mode = 2
	exec  Mode = 1
)

// may reports whether u has the permission on n. Root may do everything.
func (n *node) may(u *User, want Mode) bool {
	switch {
	case u.UID == 0:
		return true
	case n.owner == u.Name:
		return n.mode>>6&want == want
	case u.In(n.group):
		return n.mode>>3&want == want
	}
	return n.mode&want == want
}

// walk finds the node at p, needing search permission on the way.
func (f *FS) walk(u *User, op, p string) (*node, error) {
	n := f.root
	for _, name := range parts(p) {
		switch {
		case !n.dir:
			return nil, &PathError{op, p, ErrNotDir}
		case !n.may(u, exec):
			return nil, &PathError{op, p, ErrPermission}
		}
		child := n.children[name]
		if child == nil {
			return nil, &PathError{op, p, ErrNotExist}
		}
		n = child
	}
	return n, nil
}

func parts(p string) []string {
	p = strings.Trim(path.Clean("/"+p), "/")
	if p == "" {
		return nil
	}
	return strings.Split(p, "/")
}

// parent finds the directory that holds p and the name in it.
func (f *FS) parent(u *User, op, p string) (*node, string, error) {
	clean := path.Clean("/" + p)
	if clean == "/" {
		return nil, "", &PathError{op, p, ErrBusy}
	}
	dir, name := path.Split(clean)
	n, err := f.walk(u, op, dir)
	if err != nil {
		return nil, "", &PathError{op, p, err.(*PathError).Errno}
	}
	switch {
	case !n.dir:
		return nil, "", &PathError{op, p, ErrNotDir}
	case !n.may(u, exec):
		return nil, "", &PathError{op, p, ErrPermission}
	}
	if len(name) > 255 || strings.ContainsRune(name, 0) {
		return nil, "", &PathError{op, p, ErrInvalid}
	}
	return n, name, nil
}

// Stat describes the file at p.
func (f *FS) Stat(u *User, p string) (FileInfo, error) {
	n, err := f.walk(u, "stat", p)
	if err != nil {
		return FileInfo{}, err
	}
	return n.info(path.Clean("/" + p)), nil
}

// Read returns a copy of a file's content.
func (f *FS) Read(u *User, p string) ([]byte, error) {
	n, err := f.walk(u, "open", p)
	switch {
	case err != nil:
		return nil, err
	case n.dir:
		return nil, &PathError{"read", p, ErrIsDir}
	case !n.may(u, read):
		return nil, &PathError{"open", p, ErrPermission}
	}
	return slices.Clone(n.data), nil
}

// ReadDir lists a directory by name.
func (f *FS) ReadDir(u *User, p string) ([]FileInfo, error) {
	n, err := f.walk(u, "open", p)
	switch {
	case err != nil:
		return nil, err
	case !n.dir:
		return nil, &PathError{"open", p, ErrNotDir}
	case !n.may(u, read):
		return nil, &PathError{"open", p, ErrPermission}
	}
	list := make([]FileInfo, 0, len(n.children))
	for _, name := range n.names() {
		list = append(list, n.children[name].info(path.Join("/", p, name)))
	}
	return list, nil
}

func (n *node) names() []string {
	names := make([]string, 0, len(n.children))
	for name := range n.children {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Walk calls visit for every file and directory below the root, in the order of their paths.
func (f *FS) Walk(visit func(FileInfo, []byte)) { f.root.visit("", visit) }

func (n *node) visit(p string, visit func(FileInfo, []byte)) {
	for _, name := range n.names() {
		child := n.children[name]
		full := p + "/" + name
		visit(child.info(full), child.data)
		child.visit(full, visit)
	}
}
