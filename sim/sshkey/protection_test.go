package sshkey_test

import (
	"reflect"
	"strings"
	"testing"

	"hsmlab/sim/sshkey"
)

func TestParseProtection(t *testing.T) {
	for in, want := range map[string]sshkey.Protection{
		"": "", "K": "K", "KFSG": "KFSG", "GSFK": "KFSG", "PGBSFK": "KFSBGP", "PK": "KP",
	} {
		if got, err := sshkey.ParseProtection(in); err != nil || got != want {
			t.Errorf("ParseProtection(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
	for in, want := range map[string]string{
		"KX":        `unknown key protection option 'X'`,
		"kf":        `unknown key protection option 'k'`,
		"K F":       `unknown key protection option ' '`,
		"KÄ":        `unknown key protection option 'Ä'`,
		"KFK":       `option 'K' occurs twice`,
		"K\xff":     `unknown key protection option`,
		"KFSG\nKFS": `unknown key protection option '\n'`,
	} {
		got, err := sshkey.ParseProtection(in)
		if err == nil || got != "" || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("ParseProtection(%q) = %q, %v; want error %q in one line", in, got, err, want)
		}
	}
}

func TestParseProtectionErrorListsTheOptions(t *testing.T) {
	_, err := sshkey.ParseProtection("Z")
	for _, letter := range "KFSBGP" {
		if err == nil || !strings.Contains(err.Error(), string(letter)+" (") {
			t.Errorf("error %v does not list %c", err, letter)
		}
	}
}

// A passphrase depends on the inputs whose option is set, and on no other.
func TestPassphraseDependsOnItsInputs(t *testing.T) {
	base := sshkey.Inputs{KeyNonce: "n", SystemUUID: "s", BoardUUID: "b", GlobalNonce: "g", User: "u"}
	for letter, change := range map[byte]sshkey.Inputs{
		'K': {KeyNonce: "N", SystemUUID: "s", BoardUUID: "b", GlobalNonce: "g", User: "u"},
		'S': {KeyNonce: "n", SystemUUID: "S", BoardUUID: "b", GlobalNonce: "g", User: "u"},
		'B': {KeyNonce: "n", SystemUUID: "s", BoardUUID: "B", GlobalNonce: "g", User: "u"},
		'G': {KeyNonce: "n", SystemUUID: "s", BoardUUID: "b", GlobalNonce: "G", User: "u"},
		'P': {KeyNonce: "n", SystemUUID: "s", BoardUUID: "b", GlobalNonce: "g", User: "U"},
	} {
		for _, p := range []sshkey.Protection{"K", "F", "S", "B", "G", "P", "KFSG", "KF", "KFSBGP"} {
			before, after := string(p.Passphrase(base)), string(p.Passphrase(change))
			if changed := before != after; changed != p.Has(letter) {
				t.Errorf("protection %s, input of %c: changed = %v", p, letter, changed)
			}
		}
	}
}

func TestPassphrasesDiffer(t *testing.T) {
	same := sshkey.Inputs{KeyNonce: "x", SystemUUID: "x", BoardUUID: "x", GlobalNonce: "x", User: "x"}
	seen := map[string]sshkey.Protection{}
	for _, p := range []sshkey.Protection{"K", "F", "S", "B", "G", "P", "KS", "KFSG", "KF"} {
		got := string(p.Passphrase(same))
		if other, twice := seen[got]; twice || len(got) != 64 {
			t.Errorf("protections %s and %s: passphrase %q", p, other, got)
		}
		seen[got] = p
	}
	if got := sshkey.Protection("").Passphrase(same); got != nil {
		t.Errorf("no protection: got passphrase %q", got)
	}
	shifted := sshkey.Inputs{KeyNonce: "ab", SystemUUID: "c"}
	if p := sshkey.Protection("KS"); string(p.Passphrase(shifted)) == string(p.Passphrase(sshkey.Inputs{KeyNonce: "a", SystemUUID: "bc"})) {
		t.Error("inputs run into each other")
	}
}

// The passphrase is part of every stored key: a change of the derivation is a
// new simulator version.
func TestPassphraseIsStable(t *testing.T) {
	in := sshkey.Inputs{KeyNonce: "n", SystemUUID: "s", GlobalNonce: "g"}
	const want = "78e84d745f0525f6028e22d84d54a1bec7ce32f360a6764d0f41822b7c0d815d"
	if got := string(sshkey.Protection("KFSG").Passphrase(in)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestServicesAreThoseOfTheGuide(t *testing.T) {
	// Guide 4.8.1 (order), 4.8.3 (protection), 4.8.4 (owner and group).
	want := [][4]string{
		{"sshadmin", "root", "root", "KFSG"},
		{"ncoreapi", "nfast", "root", "KFSG"},
		{"setup", "root", "root", "KFSG"},
		{"updater", "root", "nfastadmin", "KF"},
		{"monitor", "root", "nfastadmin", "KF"},
		{"launcher", "root", "nfastadmin", "KF"},
		{"orchestrator", "root", "nfastadmin", "KF"},
		{"tenantreq", "root", "root", "KFSG"},
	}
	var got [][4]string
	for _, s := range sshkey.Services() {
		got = append(got, [4]string{string(s.Service), s.Owner, s.Group, s.Protection})
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestServiceInfoIsConsistent(t *testing.T) {
	for _, s := range sshkey.Services() {
		upper := strings.ToUpper(string(s.Service))
		if s.GroupVar != "NFAST_"+upper+"_GROUP" || s.ProtectionVar != "NFAST_"+upper+"_KEYPROT" || s.About == "" {
			t.Errorf("%s: %+v", s.Service, s)
		}
		if p, err := sshkey.ParseProtection(s.Protection); err != nil || string(p) != s.Protection {
			t.Errorf("%s: default protection %q: %v", s.Service, s.Protection, err)
		}
		if info, ok := sshkey.Info(s.Service); !ok || info != s {
			t.Errorf("Info(%s) = %+v, %v", s.Service, info, ok)
		}
	}
	if _, ok := sshkey.Info("ssh"); ok {
		t.Error("Info knows a service that does not exist")
	}
}
