package sshkey_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hsmlab/sim/sshkey"
)

// testKey is the key that made testdata/ours-*.
var testKey = sshkey.FromSeed([32]byte{0: 1, 31: 255})

func testdata(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func mustPublic(t testing.TB, line []byte) sshkey.Public {
	t.Helper()
	p, err := sshkey.ParsePublic(string(line))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestKeyIsAFunctionOfItsSeed(t *testing.T) {
	again := sshkey.FromSeed([32]byte{0: 1, 31: 255})
	if again != testKey {
		t.Error("equal seeds gave two keys")
	}
	if other := sshkey.FromSeed([32]byte{2}); other.Public() == testKey.Public() {
		t.Error("two seeds gave one key")
	}
	if zero := (sshkey.Key{}); !zero.IsZero() || zero.Public() != "" || testKey.IsZero() || sshkey.FromSeed([32]byte{}).IsZero() {
		t.Error("the zero Key, and it alone, should be no key")
	}
}

func TestSignatures(t *testing.T) {
	msg := []byte("start VCM 1")
	sig := testKey.Sign(msg)
	other := sshkey.FromSeed([32]byte{2})
	flipped := bytes.Clone(sig)
	flipped[10] ^= 1
	for _, c := range []struct {
		name string
		key  sshkey.Public
		msg  string
		sig  []byte
		want bool
	}{
		{"good", testKey.Public(), "start VCM 1", sig, true},
		{"other message", testKey.Public(), "start VCM 2", sig, false},
		{"other key", other.Public(), "start VCM 1", sig, false},
		{"changed signature", testKey.Public(), "start VCM 1", flipped, false},
		{"short signature", testKey.Public(), "start VCM 1", sig[:63], false},
		{"no signature", testKey.Public(), "start VCM 1", nil, false},
		{"no key", "", "start VCM 1", sig, false},
		{"damaged key", testKey.Public()[:60], "start VCM 1", sig, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.key.Verify([]byte(c.msg), c.sig); got != c.want {
				t.Errorf("Verify = %v, want %v", got, c.want)
			}
		})
	}
}

func TestFingerprintsAreThoseOfSSHKeygen(t *testing.T) {
	want := strings.Split(string(testdata(t, "fingerprints")), "\n")
	for i, name := range []string{"plain", "one-round", "sixteen-rounds"} {
		got := mustPublic(t, testdata(t, name+".pub")).Fingerprint()
		if field := strings.Fields(want[i])[1]; got != field {
			t.Errorf("%s: got %s, want %s", name, got, field)
		}
	}
	if got := sshkey.Public("ssh-ed25519 AAAA").Fingerprint(); got != "" {
		t.Errorf("fingerprint of no key: got %q, want none", got)
	}
}

func TestParsePublic(t *testing.T) {
	good := string(testKey.Public())
	for _, line := range []string{
		good,
		good + "\n",
		good + " learner@provider\r\n",
		"  " + good + "   two words",
		testKey.Public().Line("sshadmin"),
	} {
		if got, err := sshkey.ParsePublic(line); err != nil || string(got) != good {
			t.Errorf("ParsePublic(%q) = %q, %v", line, got, err)
		}
	}
	for _, c := range []struct{ name, line, want string }{
		{"empty", "", "not a public key"},
		{"one word", "ssh-ed25519", "not a public key"},
		{"other type", string(testdata(t, "other-type.pub")), "not simulated"},
		{"options in front", "no-pty " + good, "not simulated"},
		{"two lines", good + "\n" + good, "more than one line"},
		{"cut off", good[:len(good)-4], "damaged"},
		{"not base64", "ssh-ed25519 ****", "damaged"},
		{"blank in the middle", good[:30] + " " + good[30:], "damaged"},
		{"type differs inside", "ssh-ed25519 " + strings.Replace(good[12:], "AAAAC3Nz", "AAAAC3Ny", 1), "damaged"},
		{"very long", good + strings.Repeat(" x", 20_000), "too long"},
		{"private key", string(testdata(t, "plain")), "more than one line"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := sshkey.ParsePublic(c.line)
			if err == nil || got != "" || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %q, %v; want an error with %q", got, err, c.want)
			}
		})
	}
}

func TestLineIsOneLine(t *testing.T) {
	for comment, want := range map[string]string{
		"":               "",
		"sshadmin@host":  " sshadmin@host",
		"two\nlines\x1b": " two lines",
	} {
		if got := testKey.Public().Line(comment); got != string(testKey.Public())+want+"\n" {
			t.Errorf("Line(%q) = %q", comment, got)
		}
	}
}

func FuzzParsePublic(f *testing.F) {
	f.Add(string(testKey.Public()))
	f.Add(testKey.Public().Line("comment"))
	f.Add("ssh-ed25519 AAAA")
	f.Add(string(testdata(f, "other-type.pub")))
	f.Fuzz(func(t *testing.T, line string) {
		p, err := sshkey.ParsePublic(line)
		if err != nil {
			return
		}
		if !p.Valid() || p.Fingerprint() == "" {
			t.Errorf("accepted %q as %q, which is no key", line, p)
		}
		if again, err := sshkey.ParsePublic(p.Line("x")); err != nil || again != p {
			t.Errorf("%q does not survive being written: %q, %v", p, again, err)
		}
	})
}

// rsaData is the frame of an RSA key: its type, and bytes that nobody looks at.
const rsaData = "AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7"

func TestParseRemote(t *testing.T) {
	data := strings.Fields(string(testKey.Public()))[1]
	for _, c := range []struct{ name, kind, data, want string }{
		{"ed25519", "ssh-ed25519", data, ""},
		{"rsa, the frame only", "ssh-rsa", rsaData, ""},
		{"wrong type", "ssh-rsa", data, "not of type"},
		{"unknown type", "ssh-dss", data, "not known"},
		{"not base64", "ssh-ed25519", "****", "not base64"},
		{"two lines", "ssh-ed25519", data[:20] + "\n" + data[20:], "not base64"},
		{"cut off", "ssh-ed25519", data[:len(data)-4], "damaged"},
		{"empty", "ssh-ed25519", "", "damaged"},
		{"long", "ssh-rsa", strings.Repeat("A", 20_000), "too long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := sshkey.ParseRemote(c.kind, c.data)
			if c.want == "" && (err != nil || p.Fingerprint() == "" || p.Valid() != (c.kind == "ssh-ed25519")) {
				t.Errorf("got %q (%s), %v", p, p.Fingerprint(), err)
			}
			if c.want != "" && (err == nil || p != "" || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %q, %v; want %q", p, err, c.want)
			}
		})
	}
}

func FuzzParseRemote(f *testing.F) {
	f.Add("ssh-ed25519", strings.Fields(string(testKey.Public()))[1])
	f.Add("ssh-rsa", rsaData)
	f.Fuzz(func(t *testing.T, kind, data string) {
		p, err := sshkey.ParseRemote(kind, data)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\x00\x1b") {
				t.Errorf("ParseRemote(%q, %q): %q", kind, data, err)
			}
			return
		}
		if p.Fingerprint() == "" || string(p) != kind+" "+data {
			t.Errorf("ParseRemote(%q, %q) = %q", kind, data, p)
		}
	})
}
