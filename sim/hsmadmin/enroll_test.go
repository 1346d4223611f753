package hsmadmin_test

import (
	"path"
	"strings"
	"testing"

	"hsmlab/sim"
	"hsmlab/sim/host"
	"hsmlab/sim/simtest"
	"hsmlab/sim/sshkey"
)

func file(op, path string) sim.File {
	return sim.File{Host: "provider", User: "root", Op: op, Path: path}
}

func backup(b *simtest.Bench) {
	b.T.Helper()
	key, err := b.ReadFile("provider", "root", host.KeyFile(host.SSHAdmin))
	if err != nil {
		b.T.Fatal(err)
	}
	b.Must(sim.File{Host: "provider", User: "root", Op: "put", Path: "/root/backup", Data: key})
}

func lose(b *simtest.Bench, services ...sshkey.Service) {
	b.T.Helper()
	for _, s := range services {
		b.Must(file("remove", host.KeyFile(s)))
	}
}

// Enrolment by guide 4.5.3, 4.7.8 and 4.10.1.6.
func TestEnroll(t *testing.T) {
	for _, c := range []struct {
		name     string
		scenario string
		prepare  func(*simtest.Bench)
		line     string
		status   int
		want     string // part of the output
	}{
		{"out of factory state", "factory", nil, "hsmadmin enroll", 0, ": enrolled"},
		{"a second time", "default", nil, "hsmadmin enroll", 0, "nothing to do"},
		{"an ordinary key is lost", "default", func(b *simtest.Bench) { lose(b, "monitor") }, "hsmadmin enroll", 0, ": enrolled"},
		{"the sshadmin key is lost", "default", func(b *simtest.Bench) { lose(b, host.SSHAdmin) }, "hsmadmin enroll", 1, "no sshadmin key on this host"},
		{"lost, with a backup", "default", func(b *simtest.Bench) { backup(b); lose(b, host.SSHAdmin) }, "hsmadmin enroll --sshadmin-key /root/backup", 0, "restored from /root/backup"},
		{"lost, with a damaged backup", "default", func(b *simtest.Bench) {
			b.Must(sim.File{Host: "provider", User: "root", Op: "put", Path: "/root/backup", Data: []byte("no key")})
			lose(b, host.SSHAdmin)
		}, "hsmadmin enroll --sshadmin-key /root/backup", 1, "/root/backup"},
		{"lost, and the backup too", "default", func(b *simtest.Bench) { lose(b, host.SSHAdmin) }, "hsmadmin enroll --sshadmin-key /root/none", 1, "No such file"},
		{"lost, in factory state", "default", func(b *simtest.Bench) {
			b.OK(simtest.Provider, "hsmadmin factorystate --all")
			b.Boot()
			lose(b, host.SSHAdmin)
		}, "hsmadmin enroll", 0, "SSH client key created"},
		{"another sshadmin key than the HSM knows", "default", func(b *simtest.Bench) {
			b.OK("root@tenant-a", "hsmadmin vcm create --request-file /root/r")
			b.Must(sim.Deliver{From: "tenant-a", User: "root", Path: host.KeyFile(host.SSHAdmin), To: "provider", ToUser: "root", ToPath: host.KeyFile(host.SSHAdmin)})
		}, "hsmadmin enroll", 1, "sshadmin"},
		{"--sshadmin-key while the key is in its place", "default", nil, "hsmadmin enroll --sshadmin-key /root/none", 0, "nothing to do"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := simtest.New(t, c.scenario)
			if c.prepare != nil {
				c.prepare(b)
			}
			a := b.Run(simtest.Provider, c.line)
			if a.Status != c.status || !strings.Contains(a.Text, c.want) {
				t.Errorf("got status %d, want %d with %q:\n%s", a.Status, c.status, c.want, a.Text)
			}
			b.OK(simtest.Provider, "hsmadmin info") // uses the setup key, which no case loses for good
		})
	}
}

// A failed attempt leaves no key behind that would stand in the way of the backup.
func TestRefusedEnrolmentMakesNoKey(t *testing.T) {
	b := simtest.New(t, "default")
	backup(b)
	lose(b, host.SSHAdmin)
	b.Refused(simtest.Provider, "hsmadmin enroll", 1, "no sshadmin key")
	if _, err := b.Stat("provider", "root", host.KeyFile(host.SSHAdmin)); err == nil {
		t.Error("the refused enrolment made an sshadmin key")
	}
	b.OK(simtest.Provider, "hsmadmin enroll --sshadmin-key /root/backup")
}

func TestKeyFilesOfAnEnrolment(t *testing.T) {
	b := simtest.New(t, "factory")
	b.OK(simtest.Provider, "hsmadmin enroll")
	for _, s := range sshkey.Services() {
		if s.Service == host.TenantReq {
			continue
		}
		i, err := b.Stat("provider", "root", host.KeyFile(s.Service))
		if err != nil || i.String() != "-rw-r-----" || i.Owner != s.Owner || i.Group != s.Group {
			t.Errorf("%s: got %s %s:%s, %v; want -rw-r----- %s:%s", s.Service, i, i.Owner, i.Group, err, s.Owner, s.Group)
		}
		if b.Module().Keys[string(s.Service)] == "" {
			t.Errorf("%s: the HSM accepts no key", s.Service)
		}
	}
}

// Who may do what follows from who can read the key, and from ruling D-51.
func TestPrivileges(t *testing.T) {
	const ok, root, key = "", "root privileges are required", "Permission denied"
	for _, c := range []struct {
		line                  string
		operator, guest, nfst string
	}{
		{"hsmadmin status", ok, ok, ok},
		{"hsmadmin info", root, root, root},
		{"hsmadmin gettime", root, root, root},
		{"hsmadmin reset", root, root, root},
		{"hsmadmin enroll", root, root, root},
		{"hsmadmin factorystate --all", root, root, root},
		{"hsmadmin setnetwork default", root, root, root},
		{"hsmadmin vcm create --request-file /tmp/r", root, root, root},
		{"hsmadmin vcm single-setup", root, root, root},
		{"hsmadmin vcm enroll --config /tmp/c", root, root, root},
		{"hsmadmin vcm unenroll x", root, root, root},
		{"vcmadmin list", ok, key, key},
		{"vcmadmin show", ok, key, key},
		{"vcmadmin delete 00000000-0000-4000-8000-000000000000", root, root, root},
		{"enquiry", ok, ok, ok},
		{"init.d-ncipher restart", root, root, root},
		{"initunit", "InvalidModule", "AccessDenied", "InvalidModule"},
	} {
		b := simtest.New(t, "default")
		for user, want := range map[string]string{"operator": c.operator, "guest": c.guest, "nfast": c.nfst} {
			a := b.Run(user+"@provider", c.line)
			if want == ok && a.Status != 0 || !strings.Contains(a.Text, want) {
				t.Errorf("%s: %s: got status %d, want %q:\n%s", user, c.line, a.Status, want, a.Text)
			}
		}
	}
}

// A key whose group was changed opens its service to that group (guide 4.8.4).
func TestGroupOfAKeyDecides(t *testing.T) {
	b := simtest.New(t, "default")
	b.Refused("guest@provider", "vcmadmin list", 1, "Permission denied")
	for _, p := range []string{path.Dir(host.KeyFile(host.Orchestrator)), host.KeyFile(host.Orchestrator)} {
		b.Must(sim.File{Host: "provider", User: "root", Op: "chown", Path: p, Group: "guest"})
	}
	b.OK("guest@provider", "vcmadmin list")
	b.Refused("operator@provider", "vcmadmin list", 1, "readable by root and group guest")
}
