package host_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/host"
)

// FuzzFS: each three bytes are an operation, who does it, and where.
func FuzzFS(f *testing.F) {
	f.Add([]byte{0, 1, 0x10, 6, 1, 0x10, 8, 2, 0x10, 2, 1, 0x21, 4, 2, 0x13, 5, 1, 0x12})
	f.Add([]byte("\x02\x01\x10\x00\x01\x11\x04\x02\x11\x05\x01\x12\x06\x01\x10\x00\x02\x13\x03\x00\x10"))
	f.Add(bytes.Repeat([]byte{2, 1, 0x35, 5, 1, 0x53, 6, 0, 0x7f}, 20))
	chance := entropy.New(3)
	for range 200 {
		var program []byte
		for range 30 {
			b := chance.Bytes("program")
			program = append(program, b[:]...)
		}
		f.Add(program)
	}
	computer := host.New("h", host.Tenant, &clock.Clock{}, entropy.New(1))
	users := []*host.User{computer.User("root"), computer.User("operator"), computer.User("guest"), computer.User("nfast")}
	places := []string{"/", "/a", "/a/b", "/a/b/c", "/d", "/d/b", "/a/e", "/d/b/c"}
	modes := []host.Mode{0o777, 0o755, 0o750, 0o700, 0o644, 0o444, 0o111, 0}
	f.Fuzz(func(t *testing.T, program []byte) {
		fs := host.NewFS(func() time.Time { return clock.Epoch })
		m := model{"/": {dir: true, mode: 0o755, owner: "root", group: "root"}}
		if fs.Chmod(users[0], "/", 0o777) != nil || m.chmod(users[0], "/", 0o777) != nil {
			t.Fatal("root may not open the root directory")
		}
		for ; len(program) >= 3; program = program[3:] {
			o := operation{
				op: program[0] % 10, user: users[program[1]%4], place: places[program[2]&7], other: places[program[2]>>4&7],
				mode: modes[program[1]>>2&7], data: program[:1], owner: users[program[2]>>4&3].Name, group: users[program[2]>>6].Groups[0],
			}
			changes, before := fs.Changes(), listing(fs)
			if got, want := o.on(fs, m); !same(got, want) {
				t.Fatalf("%+v by %s: got %v, want %v", o, o.user.Name, got, want)
			}
			if after := listing(fs); fs.Changes() == changes && after != before {
				t.Fatalf("%+v by %s counts as no change of\n%sand makes\n%sof it", o, o.user.Name, before, after)
			}
		}
		compare(t, fs, m)
	})
}

// operation is one thing that is done to both file systems.
type operation struct {
	op           byte
	user         *host.User
	place, other string
	mode         host.Mode
	data         []byte
	owner, group string
}

// on returns what the real file system and the model say.
func (o operation) on(fs *host.FS, m model) (got, want error) {
	u, p := o.user, o.place
	switch o.op {
	case 0:
		return fs.Write(u, p, o.data, o.mode), m.write(u, p, o.data, o.mode, false)
	case 1:
		return fs.Append(u, p, o.data, o.mode), m.write(u, p, o.data, o.mode, true)
	case 2:
		return fs.Mkdir(u, p, o.mode), m.mkdir(u, p, o.mode)
	case 3:
		return fs.Remove(u, p), m.remove(u, p)
	case 4:
		b, err := fs.Read(u, p)
		text, should := m.read(u, p)
		if err == nil && should == nil && !bytes.Equal(b, text) {
			err = fmt.Errorf("read %q instead of %q", b, text)
		}
		return err, should
	case 5:
		return fs.Rename(u, p, o.other), m.rename(u, p, o.other)
	case 6:
		return fs.Chmod(u, p, o.mode), m.chmod(u, p, o.mode)
	case 7:
		return fs.Chown(u, p, o.owner, o.group), m.chown(u, p, o.owner, o.group)
	case 8:
		_, got = fs.Stat(u, p)
		return got, m.reach(u, p)
	}
	_, got = fs.ReadDir(u, p)
	return got, m.list(u, p)
}

// listing is the tree as text, without times.
func listing(fs *host.FS) string {
	var b strings.Builder
	fs.Walk(func(i host.FileInfo, data []byte) {
		fmt.Fprintf(&b, "%s %s %s %s %q\n", i, i.Owner, i.Group, i.Path, data)
	})
	return b.String()
}

func same(got, want error) bool {
	if want == nil {
		return got == nil
	}
	return errors.Is(got, want)
}

func compare(t *testing.T, fs *host.FS, m model) {
	t.Helper()
	n := 1 // the root
	fs.Walk(func(i host.FileInfo, data []byte) {
		n++
		f := m[i.Path]
		if f == nil {
			t.Errorf("%s is there, but should not", i.Path)
			return
		}
		if i.Dir != f.dir || i.Mode != f.mode || i.Owner != f.owner || i.Group != f.group || !bytes.Equal(data, f.data) {
			t.Errorf("%s: got %+v with %q, want %+v", i.Path, i, data, *f)
		}
	})
	if n != len(m) {
		t.Errorf("got %d files, want %d", n, len(m))
	}
}
