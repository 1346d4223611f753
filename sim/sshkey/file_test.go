package sshkey_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hsmlab/sim/sshkey"
)

const (
	testCheck   = 0x5eed5eed
	testComment = "sshadmin of the provider"
)

var (
	testPass = []byte("correct horse")
	testSalt = [16]byte{'s', 'a', 'l', 't'}

	oursPlain  = sshkey.Encode(testKey, nil, testSalt, testCheck, testComment)
	oursLocked = sshkey.Encode(testKey, testPass, testSalt, testCheck, testComment)
)

// The stored files were read by a real ssh-keygen: as long as Encode writes the
// same bytes, ssh-keygen reads them.
func TestEncodeWritesWhatSSHKeygenRead(t *testing.T) {
	for _, c := range []struct {
		name string
		got  []byte
	}{
		{"ours-plain", oursPlain},
		{"ours-locked", oursLocked},
	} {
		if want := testdata(t, c.name); !bytes.Equal(c.got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, c.got, want)
		}
		if got, want := string(testdata(t, c.name+".pub")), testKey.Public().Line(testComment); got != want {
			t.Errorf("%s.pub: ssh-keygen printed %q, want %q", c.name, got, want)
		}
	}
}

// Where ssh-keygen exists it is asked again, about files of other shapes too.
func TestSSHKeygenReadsOurFiles(t *testing.T) {
	tool, err := exec.LookPath("ssh-keygen")
	if err != nil {
		t.Logf("ssh-keygen is not here (%v): TestEncodeWritesWhatSSHKeygenRead stands for it", err)
		return
	}
	for n := range 20 { // comments of many lengths give paddings of all lengths
		comment := strings.Repeat("c", n)
		for _, pass := range []string{"", "x", string(testPass)} {
			path := filepath.Join(t.TempDir(), "key")
			pem := sshkey.Encode(testKey, []byte(pass), testSalt, uint32(n), comment)
			if err := os.WriteFile(path, pem, 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(tool, "-y", "-P", pass, "-f", path).CombinedOutput()
			if want := testKey.Public().Line(comment); err != nil || string(out) != want {
				t.Fatalf("comment %q, passphrase %q: ssh-keygen printed %q (%v), want %q", comment, pass, out, err, want)
			}
		}
	}
	t.Logf("%s read 60 files", tool)
}

func TestDecodeReadsFilesOfSSHKeygen(t *testing.T) {
	for _, c := range []struct {
		name, pass, comment string
		encrypted           bool
	}{
		{"plain", "", "made by ssh-keygen", false},
		{"plain", "not looked at", "made by ssh-keygen", false},
		{"one-round", "correct horse", "made by ssh-keygen, one round", true},
		{"sixteen-rounds", "correct horse", "sixteen rounds", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			pem := testdata(t, c.name)
			want := mustPublic(t, testdata(t, c.name+".pub"))
			k, comment, err := sshkey.Decode(pem, []byte(c.pass))
			if err != nil || k.Public() != want || comment != c.comment {
				t.Errorf("Decode = %s, %q, %v; want %s, %q", k.Public(), comment, err, want, c.comment)
			}
			if got, err := sshkey.PublicOf(pem); err != nil || got != want {
				t.Errorf("PublicOf = %q, %v; want %q", got, err, want)
			}
			if got := sshkey.Encrypted(pem); got != c.encrypted {
				t.Errorf("Encrypted = %v, want %v", got, c.encrypted)
			}
		})
	}
}

func TestRoundTrip(t *testing.T) {
	for i, pass := range []string{"", "x", strings.Repeat("long ", 100), "päss\x00wort"} {
		for _, comment := range []string{"", "c", "zwei\nZeilen", strings.Repeat("k", 1000)} {
			k := sshkey.FromSeed([32]byte{byte(i)})
			pem := sshkey.Encode(k, []byte(pass), [16]byte{byte(i)}, uint32(i), comment)
			got, gotComment, err := sshkey.Decode(pem, []byte(pass))
			if err != nil || got != k || gotComment != comment {
				t.Errorf("passphrase %q, comment %q: got %v, comment %q, %v", pass, comment, got.Public(), gotComment, err)
			}
			if sshkey.Encrypted(pem) != (pass != "") {
				t.Errorf("passphrase %q: Encrypted = %v", pass, sshkey.Encrypted(pem))
			}
		}
	}
}

func TestWrongPassphrase(t *testing.T) {
	for _, pass := range []string{"", "wrong", "correct horse ", "correct hors"} {
		k, _, err := sshkey.Decode(oursLocked, []byte(pass))
		if !errors.Is(err, sshkey.ErrPassphrase) || !k.IsZero() {
			t.Errorf("passphrase %q: got %v, want ErrPassphrase and no key", pass, err)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		pem  []byte
		want string
	}{
		{"nothing", nil, "not an OpenSSH private key"},
		{"public key", testdata(t, "plain.pub"), "not an OpenSSH private key"},
		{"no end", oursPlain[:len(oursPlain)-5], "damaged"},
		{"cut off", append(bytes.Clone(oursPlain[:200]), oursPlain[len(oursPlain)-35:]...), "damaged"},
		{"not base64", bytes.Replace(oursPlain, []byte("b3Bl"), []byte("b?Bl"), 1), "damaged"},
		{"other magic", bytes.Replace(oursPlain, []byte("b3Bl"), []byte("b3Bm"), 1), "damaged"},
		{"too many rounds", testdata(t, "too-many-rounds"), "33 rounds"},
		{"other cipher", testdata(t, "other-cipher"), "aes256-cbc"},
		{"other type", testdata(t, "other-type"), "ssh-ed25519"},
		{"too large", bytes.Repeat([]byte("x"), 1<<17), "too large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, _, err := sshkey.Decode(c.pem, testPass); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got error %v, want %q in it", err, c.want)
			}
			if sshkey.Encrypted(c.pem) {
				t.Error("Encrypted, though unreadable")
			}
		})
	}
}

// A key file with any one byte changed opens as the same key or not at all.
func TestNoChangeMakesAnotherKey(t *testing.T) {
	for _, pem := range [][]byte{oursPlain, oursLocked} {
		for i := range pem {
			changed := bytes.Clone(pem)
			changed[i] ^= 1
			if k, _, err := sshkey.Decode(changed, testPass); err == nil && k != testKey {
				t.Fatalf("byte %d changed: got another key", i)
			}
		}
	}
}

// The derivation cache must not mix up what it holds, also beyond its size.
func TestManyDerivations(t *testing.T) {
	const files = 140 // more than the cache holds
	pems := make([][]byte, files)
	pass := func(i int) []byte { return fmt.Appendf(nil, "pass %d", i%7) }
	for i := range pems {
		pems[i] = sshkey.Encode(testKey, pass(i), [16]byte{byte(i), byte(i >> 8)}, 0, "")
	}
	for i := files - 1; i >= 0; i -= 13 {
		if _, _, err := sshkey.Decode(pems[i], pass(i)); err != nil {
			t.Errorf("file %d: %v", i, err)
		}
		if _, _, err := sshkey.Decode(pems[i], pass(i+1)); !errors.Is(err, sshkey.ErrPassphrase) {
			t.Errorf("file %d opened with another passphrase: %v", i, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(oursPlain, []byte(nil))
	f.Add(oursLocked, testPass)
	for _, name := range []string{"plain", "one-round", "other-cipher", "other-type", "too-many-rounds"} {
		f.Add(testdata(f, name), testPass)
	}
	f.Fuzz(func(t *testing.T, pem, pass []byte) {
		k, comment, err := sshkey.Decode(pem, pass)
		if err != nil {
			if !k.IsZero() {
				t.Error("an error came with a key")
			}
			return
		}
		if p, err := sshkey.PublicOf(pem); err != nil || p != k.Public() {
			t.Errorf("PublicOf = %q, %v; Decode gave %q", p, err, k.Public())
		}
		again, c, err := sshkey.Decode(sshkey.Encode(k, nil, testSalt, 0, comment), nil)
		if err != nil || again != k || c != comment {
			t.Errorf("does not survive being written: %v", err)
		}
	})
}

func FuzzPublicOf(f *testing.F) {
	f.Add(oursPlain)
	f.Add(oursLocked)
	f.Add(testdata(f, "other-type"))
	f.Fuzz(func(t *testing.T, pem []byte) {
		if p, err := sshkey.PublicOf(pem); err == nil && !p.Valid() {
			t.Errorf("got %q, which is no key", p)
		}
	})
}

func BenchmarkDerivation(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		pem := sshkey.Encode(testKey, fmt.Appendf(nil, "%d", i), testSalt, 0, "")
		if !sshkey.Encrypted(pem) {
			b.Fatal("not encrypted")
		}
	}
}
