package sim_test

import (
	"bytes"
	"strings"
	"testing"

	"hsmlab/sim"
	"hsmlab/sim/host"
	"hsmlab/sim/simtest"
)

func put(user, path, text string) sim.File {
	return sim.File{Host: "provider", User: user, Op: "put", Path: path, Data: []byte(text)}
}

func TestFileEvents(t *testing.T) {
	file := func(user, op, path string) sim.File {
		return sim.File{Host: "provider", User: user, Op: op, Path: path}
	}
	with := func(e sim.File, change func(*sim.File)) sim.File { change(&e); return e }
	for _, c := range []struct {
		name  string
		first []sim.File
		event sim.File
		want  string // part of the error, "" for none
	}{
		{"own file", nil, put("guest", "/home/guest/x", "1"), ""},
		{"somebody else's home", nil, put("guest", "/home/operator/x", "1"), "Permission denied"},
		{"no directory", nil, put("guest", "/home/guest/a/b", "1"), "No such file"},
		{"below a file", []sim.File{put("guest", "/tmp/x", "1")}, put("guest", "/tmp/x/y", "1"), "Not a directory"},
		{"over a directory", nil, put("root", "/tmp", "1"), "Is a directory"},
		{"append to what is not there", nil, file("guest", "append", "/tmp/x"), ""},
		{"append to somebody else's file", []sim.File{put("root", "/tmp/x", "1")}, file("guest", "append", "/tmp/x"), "Permission denied"},
		{"touch somebody else's file", []sim.File{put("root", "/tmp/x", "1")}, file("guest", "touch", "/tmp/x"), "Permission denied"},
		{"make a directory twice", []sim.File{file("guest", "mkdir", "/tmp/d")}, file("guest", "mkdir", "/tmp/d"), "File exists"},
		{"make the root directory", nil, file("root", "mkdir", "/"), "File exists"},
		{"remove what is not there", nil, file("guest", "remove", "/tmp/x"), "No such file"},
		{"remove a full directory", []sim.File{file("guest", "mkdir", "/tmp/d"), put("guest", "/tmp/d/x", "1")}, file("guest", "remove", "/tmp/d"), "not empty"},
		{"remove the root directory", nil, file("root", "remove", "/"), "busy"},
		{"remove from somebody else's directory", nil, file("guest", "remove", "/etc/passwd"), "Permission denied"},
		{"rename onto a file", []sim.File{put("guest", "/tmp/a", "1"), put("guest", "/tmp/b", "2")}, with(file("guest", "rename", "/tmp/a"), func(e *sim.File) { e.To = "/tmp/b" }), ""},
		{"rename into itself", []sim.File{file("guest", "mkdir", "/tmp/d")}, with(file("guest", "rename", "/tmp/d"), func(e *sim.File) { e.To = "/tmp/d/e" }), "Invalid argument"},
		{"rename a file onto a directory", []sim.File{put("guest", "/tmp/a", "1"), file("guest", "mkdir", "/tmp/d")}, with(file("guest", "rename", "/tmp/a"), func(e *sim.File) { e.To = "/tmp/d" }), "Is a directory"},
		{"rename a directory onto a file", []sim.File{put("guest", "/tmp/a", "1"), file("guest", "mkdir", "/tmp/d")}, with(file("guest", "rename", "/tmp/d"), func(e *sim.File) { e.To = "/tmp/a" }), "Not a directory"},
		{"rename to a relative path", []sim.File{put("guest", "/tmp/a", "1")}, with(file("guest", "rename", "/tmp/a"), func(e *sim.File) { e.To = "b" }), "not an absolute path"},
		{"chmod of one's own", []sim.File{put("guest", "/tmp/a", "1")}, with(file("guest", "chmod", "/tmp/a"), func(e *sim.File) { e.Mode = 0o600 }), ""},
		{"chmod of somebody else's", nil, with(file("guest", "chmod", "/etc/passwd"), func(e *sim.File) { e.Mode = 0o777 }), "not permitted"},
		{"give a file away", []sim.File{put("guest", "/tmp/a", "1")}, with(file("guest", "chown", "/tmp/a"), func(e *sim.File) { e.Owner = "root" }), "not permitted"},
		{"take a file", []sim.File{put("root", "/tmp/a", "1")}, with(file("guest", "chown", "/tmp/a"), func(e *sim.File) { e.Owner = "guest" }), "not permitted"},
		{"one's own group", []sim.File{put("operator", "/tmp/a", "1")}, with(file("operator", "chown", "/tmp/a"), func(e *sim.File) { e.Group = "nfast" }), ""},
		{"another group", []sim.File{put("guest", "/tmp/a", "1")}, with(file("guest", "chown", "/tmp/a"), func(e *sim.File) { e.Group = "nfast" }), "not permitted"},
		{"unknown user", nil, with(file("root", "chown", "/tmp"), func(e *sim.File) { e.Owner = "mallory" }), "no user"},
		{"unknown group", nil, with(file("root", "chown", "/tmp"), func(e *sim.File) { e.Group = "wheel" }), "no group"},
		{"unknown operation", nil, file("root", "link", "/tmp/x"), "no operation"},
		{"relative path", nil, put("root", "tmp/x", "1"), "not an absolute path"},
		{"very long path", nil, put("root", "/"+strings.Repeat("x/", 3_000), "1"), "not an absolute path"},
		{"long name", nil, put("root", "/tmp/"+strings.Repeat("x", 256), "1"), "Invalid argument"},
		{"deep path", nil, put("root", strings.Repeat("/x", 65), "1"), "No such file"},
		{"too large", nil, sim.File{Host: "provider", User: "root", Op: "put", Path: "/tmp/x", Data: make([]byte, host.MaxFile+1)}, "No space left"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := simtest.New(t, "default")
			for _, e := range c.first {
				b.Must(e)
			}
			hash := b.Hash()
			_, err := b.Do(c.event)
			switch {
			case c.want == "" && err != nil:
				t.Errorf("got error %v, want none", err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got error %v, want %q", err, c.want)
			case c.want != "" && b.Hash() != hash:
				t.Error("a refused event changed the lab")
			}
		})
	}
}

func TestFileKeepsModeAndOwnerWhenItIsWritten(t *testing.T) {
	b := simtest.New(t, "default")
	b.Must(put("guest", "/tmp/x", "1"))
	b.Must(sim.File{Host: "provider", User: "guest", Op: "chmod", Path: "/tmp/x", Mode: 0o602})
	e := put("operator", "/tmp/x", "22")
	e.Mode = 0o777
	b.Must(e)
	f := b.Snapshot().Hosts["provider"].Files["/tmp/x"]
	if f.Mode != "-rw-----w-" || f.Owner != "guest" || f.Size != 2 {
		t.Errorf("got %s %s, %d bytes; want -rw-----w- guest, 2 bytes", f.Mode, f.Owner, f.Size)
	}
	if _, err := b.ReadFile("provider", "operator", "/tmp/x"); err == nil {
		t.Error("operator reads a file that others may only write")
	}
}

func TestDiskIsLimited(t *testing.T) {
	b := simtest.New(t, "default")
	part := bytes.Repeat([]byte("x"), host.MaxFile)
	var err error
	written := 0
	for ; err == nil && written < 10; written++ {
		_, err = b.Do(sim.File{Host: "provider", User: "root", Op: "put", Path: "/tmp/" + string(rune('a'+written)), Data: part})
	}
	if want := host.MaxDisk/host.MaxFile - 1; err == nil || written-1 != want {
		t.Errorf("got %d files of %d bytes and error %v, want %d and no space", written-1, len(part), err, want)
	}
	// On a full disk the tools refuse, and nothing breaks.
	b.Must(sim.File{Host: "provider", User: "root", Op: "put", Path: "/tmp/z", Data: part[:host.MaxDisk%host.MaxFile+5<<20]})
	for _, line := range []string{"hsmadmin vcm create --request-file /root/r", "hsmadmin enroll", "init.d-ncipher restart", "enquiry"} {
		b.Run(simtest.Provider, line)
	}
	b.Must(sim.File{Host: "provider", User: "root", Op: "remove", Path: "/tmp/a"})
	b.OK(simtest.Provider, "hsmadmin vcm create --request-file /root/r")
}

// A learner may remove what the software needs. It says so; it does not break.
func TestSoftwareWithoutItsDirectories(t *testing.T) {
	commands := []string{
		"hsmadmin status", "hsmadmin info", "hsmadmin enroll", "hsmadmin reset", "hsmadmin vcm create --request-file /tmp/r",
		"hsmadmin vcm single-setup", "hsmadmin vcm unenroll x", "vcmadmin list", "enquiry", "init.d-ncipher restart",
	}
	for _, dir := range []string{host.ClientDir, host.ClientDir + "/sshadmin", host.VCMDir, host.NfastDir + "/services", host.NfastDir + "/log"} {
		for _, instead := range []string{"nothing", "file", "empty directory"} {
			t.Run(dir+" "+instead, func(t *testing.T) {
				b := simtest.New(t, "default")
				b.Must(sim.File{Host: "provider", User: "root", Op: "rename", Path: dir, To: "/tmp/gone"})
				switch instead {
				case "file":
					b.Must(put("root", dir, "in the way"))
				case "empty directory":
					b.Must(sim.File{Host: "provider", User: "root", Op: "mkdir", Path: dir})
				}
				for _, line := range commands {
					if a := b.Run(simtest.Provider, line); a.Status == 0 && a.Text == "" {
						t.Errorf("%s: neither an answer nor an error", line)
					}
				}
			})
		}
	}
}

func TestDeliver(t *testing.T) {
	good := sim.Deliver{From: "tenant-a", User: "guest", Path: "/tmp/x", To: "provider", ToUser: "operator", ToPath: "/home/operator"}
	for _, c := range []struct {
		name   string
		change func(*sim.Deliver)
		want   string
		at     string
	}{
		{"into a directory", func(*sim.Deliver) {}, "", "/home/operator/x"},
		{"as a file", func(e *sim.Deliver) { e.ToPath = "/home/operator/y" }, "", "/home/operator/y"},
		{"to oneself", func(e *sim.Deliver) { e.To, e.ToUser, e.ToPath = "tenant-a", "guest", "/tmp/y" }, "", "/tmp/y"},
		{"sender may not read", func(e *sim.Deliver) { e.Path = "/root/secret" }, "Permission denied", ""},
		{"nothing there", func(e *sim.Deliver) { e.Path = "/tmp/none" }, "No such file", ""},
		{"a directory", func(e *sim.Deliver) { e.Path = "/tmp" }, "Is a directory", ""},
		{"receiver may not write", func(e *sim.Deliver) { e.ToPath = "/root" }, "Permission denied", ""},
		{"relative", func(e *sim.Deliver) { e.ToPath = "x" }, "not an absolute path", ""},
		{"nobody's", func(e *sim.Deliver) { e.ToUser = "mallory" }, "no user", ""},
		{"nowhere", func(e *sim.Deliver) { e.To = "moon" }, "no host", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := simtest.New(t, "default")
			b.Must(sim.File{Host: "tenant-a", User: "guest", Op: "put", Path: "/tmp/x", Data: []byte("hello")})
			b.Must(sim.File{Host: "tenant-a", User: "root", Op: "put", Path: "/root/secret", Data: []byte("s")})
			e := good
			c.change(&e)
			_, err := b.Do(e)
			if c.want != "" {
				if err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("got error %v, want %q", err, c.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			got, err := b.ReadFile(e.To, e.ToUser, c.at)
			if err != nil || string(got) != "hello" {
				t.Errorf("got %q, %v at %s; want hello", got, err, c.at)
			}
			if m := b.Snapshot().Messages; len(m) != 1 || m[0].Path != c.at || m[0].Size != 5 {
				t.Errorf("got messages %+v, want one of 5 bytes to %s", m, c.at)
			}
		})
	}
}

// The copy is taken when it is handed over: what the sender does to the file later is not seen.
func TestDeliveredFileIsACopy(t *testing.T) {
	b := simtest.New(t, "default")
	b.Must(put("guest", "/tmp/x", "before"))
	b.Must(sim.Deliver{From: "provider", User: "guest", Path: "/tmp/x", To: "tenant-a", ToUser: "guest", ToPath: "/tmp"})
	b.Must(put("guest", "/tmp/x", "after"))
	if got, err := b.ReadFile("tenant-a", "guest", "/tmp/x"); err != nil || string(got) != "before" {
		t.Errorf("got %q, %v; want before", got, err)
	}
}
