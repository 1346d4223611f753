package sim_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"hsmlab/sim"
)

// keyFiles are the files of the provider's host that hold keys, by their contents.
func keyFiles(s *sim.Snapshot) map[string]sim.FileSnapshot {
	files := maps.Clone(s.Hosts["provider"].Files)
	maps.DeleteFunc(files, func(p string, _ sim.FileSnapshot) bool {
		return !strings.HasPrefix(p, "/opt/nfast/services/client/") || strings.HasSuffix(p, ".pub")
	})
	return files
}

// TestKeyChangesCutOffEverywhere takes the power away, or interrupts, at each moment at which a change of SSH keys
// waits. Afterwards host and HSM agree about the keys, or the way out of the guide leads there.
func TestKeyChangesCutOffEverywhere(t *testing.T) {
	const backup = "hsmadmin keys backup --local /root/backup.key"
	for _, tt := range []struct{ name, before, command, wayOut string }{
		{"roll", backup, "hsmadmin keys roll", ""},
		{"migrate", backup, "hsmadmin keys migrate --privkeyfile /root/backup.key", ""},
		{"restore", backup, "hsmadmin keys restore /root/backup.key", ""},
		{"enroll", "hsmadmin factorystate --all", "hsmadmin enroll", "hsmadmin enroll"},
		{"install", backup, "/opt/nfast/sbin/install", ""},
		{"remote", backup, "hsmadmin keys remote-set monitor ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJTORlKVbLswhTr+hwuIBBv/68vYKHfOtoDvUXzRF3YG", "hsmadmin keys remote-remove monitor"},
	} {
		for _, cut := range []string{"interrupt", "power", "reset"} {
			t.Run(tt.name+" "+cut, func(t *testing.T) {
				old, changed := 0, 0
				for n := 0; ; n++ {
					d := newUpgradeDesk(t, "default")
					d.ok(tt.before)
					d.pass(5 * time.Minute)
					files := keyFiles(d.Snapshot())
					pid := d.start(tt.command)
					over := false
					for range n {
						if _, on := d.Process(pid); !on {
							over = true
							break
						}
						d.toNext()
					}
					if over {
						break
					}
					cuts[cut](d, pid)
					if maps.Equal(files, keyFiles(d.Snapshot())) {
						old++
					} else {
						changed++
					}
					if tt.wayOut != "" {
						d.finish(d.start(tt.wayOut))
					}
					for _, service := range []string{"hsmadmin gettime", "vcmadmin list", "hsmadmin keys show"} {
						d.ok(service)
					}
				}
				t.Logf("cut off with the old keys %d times, with the new ones %d times", old, changed)
				if old == 0 {
					t.Errorf("%s: cut off with the old keys %d times, with the new ones %d times", tt.command, old, changed)
				}
			})
		}
	}
}

// FuzzKeyFile gives any file to the commands that read a private key: what is no key is refused in one line with
// status 1, and changes nothing.
func FuzzKeyFile(f *testing.F) {
	lab, err := sim.New(sim.Options{Seed: 3})
	if err != nil {
		f.Fatal(err)
	}
	key, err := lab.ReadFile("provider", "root", "/opt/nfast/services/client/sshadmin/id_nshield5_sshadmin")
	if err != nil {
		f.Fatal(err)
	}
	plain := strings.SplitN(string(key), "# protection", 2)
	for _, s := range []string{
		"", "\n", string(key), string(key[:200]), plain[0], plain[0] + "# protection KX 00\n", plain[0] + "# protection P 00\n",
		plain[0] + "# protection KFSG 00\nmore\n", strings.ReplaceAll(string(key), "\n", "\r\n"), "\x00\x1b[2J\xff", strings.Repeat("A", 70<<10),
		strings.Replace(string(key), "AAAA", "AAAB", 1), "-----BEGIN OPENSSH PRIVATE KEY-----\n-----END OPENSSH PRIVATE KEY-----\n",
	} {
		f.Add([]byte(s))
	}
	d := &upgradeDesk{Lab: lab} // one for all: refusals change nothing
	lab.Observe(d)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 200<<10 || string(data) == string(key) {
			return
		}
		d.t = t
		d.must(sim.File{Host: "provider", User: "root", Op: "put", Path: "/root/key", Data: data})
		before := d.Snapshot()
		for _, command := range []string{"hsmadmin keys restore /root/key", "hsmadmin keys migrate --privkeyfile /root/key"} {
			d.out.Reset()
			status := d.finish(d.start(command))
			after := d.Snapshot()
			if status == 0 {
				return // the same key in other clothes
			}
			if out := d.out.String(); status != 1 || strings.Count(out, "ERROR: ") != 1 || strings.Count(out, "\n") > 2 || !strings.HasSuffix(out, "\n") {
				t.Errorf("%s: exit status %d, output %q", command, status, out)
			}
			if !maps.Equal(before.Hosts["provider"].Files, after.Hosts["provider"].Files) || !maps.Equal(before.Modules[0].Keys, after.Modules[0].Keys) {
				t.Errorf("%s: something changed", command)
			}
		}
	})
}

// TestMoveNeedsPowerOff refuses what nobody does to a running computer, and what cannot be.
func TestMoveNeedsPowerOff(t *testing.T) {
	d := newUpgradeDesk(t, "source-destination")
	esn := d.module().ESN
	for _, tt := range []struct {
		name string
		off  []string
		move sim.Move
		want string
	}{
		{"unknown module", nil, sim.Move{Target: "0000-0000-0000", Host: "shelf"}, "no module"},
		{"unknown host", nil, sim.Move{Target: esn, Host: "moon"}, "no host"},
		{"running", nil, sim.Move{Target: esn, Host: "shelf"}, "host source is on"},
		{"nowhere else", []string{"source"}, sim.Move{Target: esn, Host: "source"}, "already there"},
		{"destination runs", []string{"source"}, sim.Move{Target: esn, Host: "destination"}, "host destination is on"},
		{"to the shelf", []string{"source"}, sim.Move{Target: esn, Host: "shelf"}, ""},
		{"to the shelf again", nil, sim.Move{Target: esn, Host: "shelf"}, "already there"},
		{"from the shelf", []string{"destination"}, sim.Move{Target: esn, Host: "destination"}, ""},
	} {
		for _, h := range tt.off {
			d.must(sim.Power{Host: h})
		}
		_, err := d.Do(tt.move)
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
	if slots := d.Snapshot().Hosts["destination"].Slots; len(slots) != 2 || slots[1] != esn {
		t.Errorf("slots of destination: %v", slots)
	}
}
