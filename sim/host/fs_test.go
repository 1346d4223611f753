package host_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/host"
)

func newFS() (*host.FS, *host.User) {
	h := host.New("h", host.Tenant, &clock.Clock{}, entropy.New(1))
	return host.NewFS(func() time.Time { return clock.Epoch }), h.User("root")
}

func TestLimitsOfTheFileSystem(t *testing.T) {
	fs, root := newFS()
	deepest := strings.Repeat("/d", host.MaxDepth-1)
	for i := 2; i <= len(deepest); i += 2 {
		if err := fs.Mkdir(root, deepest[:i], 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := fs.Write(root, deepest+"/x", nil, 0o644); err != nil {
		t.Errorf("at the deepest: %v", err)
	}
	if err := fs.Mkdir(root, deepest+"/y", 0o755); err != nil {
		t.Errorf("directory at the deepest: %v", err)
	}
	if err := fs.Write(root, deepest+"/y/z", nil, 0o644); !errors.Is(err, host.ErrNoSpace) {
		t.Errorf("below the deepest: got %v, want %v", err, host.ErrNoSpace)
	}
	// A tree that is moved keeps to the limit, or a few renames would make paths of megabytes.
	if err := fs.Mkdir(root, "/e", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := fs.Rename(root, "/d", "/e/d"); !errors.Is(err, host.ErrNoSpace) {
		t.Errorf("moving the deepest tree deeper: got %v, want %v", err, host.ErrNoSpace)
	}
	if err := fs.Rename(root, "/d", "/f"); err != nil {
		t.Errorf("renaming the deepest tree: %v", err)
	}
}

func TestNumberOfFilesIsLimited(t *testing.T) {
	fs, root := newFS()
	made := 0
	for ; made < host.MaxNodes+10; made++ {
		if err := fs.Touch(root, fmt.Sprint("/", made), 0o644); err != nil {
			break
		}
	}
	if made != host.MaxNodes-1 {
		t.Errorf("got %d files, want %d beside the root", made, host.MaxNodes-1)
	}
	if err := fs.Remove(root, "/0"); err != nil {
		t.Fatal(err)
	}
	if err := fs.Touch(root, "/again", 0o644); err != nil {
		t.Errorf("after a removal: %v", err)
	}
}

// The space of a file that is replaced, cut or removed comes back.
func TestSpaceComesBack(t *testing.T) {
	part := make([]byte, host.MaxFile)
	for name, free := range map[string]func(*host.FS, *host.User) error{
		"removed":     func(fs *host.FS, root *host.User) error { return fs.Remove(root, "/a") },
		"overwritten": func(fs *host.FS, root *host.User) error { return fs.Write(root, "/b", nil, 0o644) },
		"replaced":    func(fs *host.FS, root *host.User) error { return fs.Rename(root, "/b", "/c") },
		"removed all": func(fs *host.FS, root *host.User) error { return fs.RemoveAll(root, "/d") },
	} {
		fs, root := newFS()
		for _, p := range []string{"/a", "/b", "/c", "/d"} {
			if err := fs.Write(root, p, part, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := fs.Write(root, "/more", part, 0o644); !errors.Is(err, host.ErrNoSpace) {
			t.Fatalf("on a full disk: got %v, want %v", err, host.ErrNoSpace)
		}
		if err := free(fs, root); err != nil {
			t.Fatal(err)
		}
		if err := fs.Write(root, "/more", part, 0o644); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestContentIsACopy(t *testing.T) {
	fs, root := newFS()
	data := []byte("abc")
	if err := fs.Write(root, "/x", data, 0o644); err != nil {
		t.Fatal(err)
	}
	data[0] = 'X'
	got, _ := fs.Read(root, "/x")
	got[1] = 'X'
	if again, _ := fs.Read(root, "/x"); string(again) != "abc" {
		t.Errorf("got %q, want abc", again)
	}
}

func TestModeString(t *testing.T) {
	for _, c := range []struct {
		mode host.Mode
		dir  bool
		want string
	}{{0o755, true, "drwxr-xr-x"}, {0o640, false, "-rw-r-----"}, {0, false, "----------"}, {0o777, false, "-rwxrwxrwx"}} {
		if got := (host.FileInfo{Mode: c.mode, Dir: c.dir}).String(); got != c.want {
			t.Errorf("%o: got %s, want %s", c.mode, got, c.want)
		}
	}
}
