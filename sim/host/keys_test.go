package host_test

import (
	"strings"
	"testing"

	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/host"
	"hsmlab/sim/sshkey"
)

func newHost(name string, seed uint64) *host.Host {
	return host.New(name, host.Provider, &clock.Clock{}, entropy.New(seed))
}

// with is an environment, and a person who gives the answers in turn.
func with(env map[string]string, answers ...string) *host.Secrets {
	return &host.Secrets{
		Getenv: func(name string) string { return env[name] },
		Ask: func(string) (string, bool) {
			if len(answers) == 0 {
				return "", false
			}
			a := answers[0]
			answers = answers[1:]
			return a, true
		},
	}
}

func TestMakeAndLoadKey(t *testing.T) {
	for _, tt := range []struct {
		name, prot, pass string
		make, load       []string
		makeErr, loadErr string
	}{
		{"defaults", "", "", nil, nil, "", ""},
		{"any order", "GSKF", "", nil, nil, "", ""},
		{"baseboard", "B", "", nil, nil, "", ""},
		{"passphrase", "KFP", "", []string{"a", "a"}, []string{"a"}, "", ""},
		{"from the environment", "P", "a", nil, nil, "", ""},
		{"wrong", "P", "", []string{"a", "a"}, []string{"b"}, "", "incorrect passphrase"},
		{"nobody there", "P", "", []string{"a", "a"}, nil, "", "none was given"},
		{"no match", "P", "", []string{"a", "b"}, nil, "do not match", ""},
		{"empty", "P", "", []string{""}, nil, "no passphrase", ""},
		{"unknown", "KZ", "", nil, nil, "unknown key protection option", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := newHost("p", 1)
			env := map[string]string{"NFAST_SETUP_KEYPROT": tt.prot, "NFAST_KEYPROT": "F", "NFAST_KEYPROT_PASS": tt.pass}
			public, err := h.MakeKey(host.Setup, with(env, tt.make...))
			if !says(err, tt.makeErr) {
				t.Fatalf("made: %v, want %q", err, tt.makeErr)
			}
			if err != nil {
				if h.HasKey(host.Setup) {
					t.Error("a key file was left behind")
				}
				return
			}
			key, err := h.LoadKey(h.User(host.Root), host.Setup, with(env, tt.load...))
			if !says(err, tt.loadErr) || err == nil && key.Public() != public {
				t.Errorf("loaded: %v, want %q", err, tt.loadErr)
			}
		})
	}
}

func says(err error, want string) bool {
	if err == nil || want == "" {
		return err == nil && want == ""
	}
	return strings.Contains(err.Error(), want)
}

func TestKeyIsTiedToItsComputer(t *testing.T) {
	for prot, opens := range map[string]bool{"KF": true, "S": false, "B": false, "G": false} {
		a, b := newHost("a", 1), newHost("b", 2)
		if _, err := a.MakeKey(host.Setup, with(map[string]string{"NFAST_KEYPROT": prot})); err != nil {
			t.Fatal(err)
		}
		file, err := a.FS.Read(a.User(host.Root), host.KeyFile(host.Setup))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.Unlock(b.User(host.Root), "it", file, host.NoSecrets()); (err == nil) != opens {
			t.Errorf("protection %s on another computer: %v, want it to open %v", prot, err, opens)
		}
	}
}

func TestStoreKeysIsAllOrNothing(t *testing.T) {
	h := newHost("p", 1)
	root := h.User(host.Root)
	setup, err := h.DraftKey(host.Setup, host.NoSecrets())
	if err != nil {
		t.Fatal(err)
	}
	monitor, err := h.DraftKey(host.Monitor, host.NoSecrets())
	if err != nil {
		t.Fatal(err)
	}
	if err := h.FS.Mkdir(root, host.KeyFile(host.Monitor), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := h.StoreKeys(setup, monitor); err == nil || strings.Contains(err.Error(), "\n") {
		t.Errorf("stored where a directory is in the way: %v", err)
	}
	for _, dir := range []string{"setup", "monitor"} {
		list, err := h.FS.ReadDir(root, host.ClientDir+"/"+dir)
		for _, f := range list {
			if !f.Dir {
				t.Errorf("%s was left behind (%v)", f.Path, err)
			}
		}
	}
}

func TestGroups(t *testing.T) {
	h := newHost("p", 1)
	for _, bad := range []string{"", "Auditors", "a b", "-x", "a\n", strings.Repeat("a", 40)} {
		if host.ValidGroup(bad) {
			t.Errorf("%q is a group name", bad)
		}
	}
	if made, err := h.AddGroup("auditors"); !made || err != nil {
		t.Errorf("new group: %v, %v", made, err)
	}
	if made, err := h.AddGroup("auditors"); made || err != nil {
		t.Errorf("the same group again: %v, %v", made, err)
	}
	env := with(map[string]string{"NFAST_SETUP_GROUP": "auditors"})
	if _, err := h.SetKeyGroups(env.Getenv); err != nil {
		t.Fatal(err)
	}
	if _, err := h.MakeKey(host.Setup, host.NoSecrets()); err != nil {
		t.Fatal(err)
	}
	if got := h.KeyGroup(host.Setup); got != "auditors" {
		t.Errorf("group of a new key: %s", got)
	}
	if _, err := h.SetKeyGroups(host.NoSecrets().Getenv); err != nil || h.KeyGroup(host.Setup) != "root" {
		t.Errorf("group when it is not named again: %s (%v)", h.KeyGroup(host.Setup), err)
	}
}

func TestOlder(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{{"13.6.3", "14.1", true}, {"14.1.1", "14.1", false}, {"14.1", "14.1.1", true}, {"14.1.1", "14.1.1", false}, {"9.9", "10.0", true}} {
		if got := host.Older(tt.a, tt.b); got != tt.want {
			t.Errorf("Older(%s, %s) = %v", tt.a, tt.b, got)
		}
	}
}

// FuzzUnlock reads key files of any form: one line of complaint, or the key that the file shows.
func FuzzUnlock(f *testing.F) {
	h := newHost("p", 1)
	root := h.User(host.Root)
	if _, err := h.MakeKey(host.Setup, with(map[string]string{"NFAST_KEYPROT": "KFP", "NFAST_KEYPROT_PASS": "a"})); err != nil {
		f.Fatal(err)
	}
	file, err := h.FS.Read(root, host.KeyFile(host.Setup))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Add(file[:300])
	f.Add([]byte("# protection KFP 00\n"))
	f.Add([]byte{0, 255, 27})
	f.Fuzz(func(t *testing.T, data []byte) {
		key, err := h.Unlock(root, "it", data, with(nil, "a"))
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\x00\x1b") || !key.IsZero() {
				t.Errorf("%q: %q", data, err)
			}
			return
		}
		if public, err := sshkey.PublicOf(data); err == nil && public != key.Public() {
			t.Errorf("%q opens as another key than it shows", data)
		}
	})
}
