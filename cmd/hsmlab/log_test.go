package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// exportLogs has the lab export three logs, over a factory state, and returns the folder with them and the keys.
func exportLogs(t *testing.T) string {
	t.Helper()
	const script = `
esn=$(hsmadmin status --json | jq -r '.[0].esn')
hsmadmin logs getkey >keys
hsmadmin logs export --expire >1.log 2>/dev/null
hsmadmin logs export --expire >2.log 2>/dev/null
hsmadmin factorystate --esn $esn >/dev/null
lab wait boot
hsmadmin enroll >/dev/null
hsmadmin logs getkey >>keys
hsmadmin logs export >3.log 2>/dev/null
for f in keys 1.log 2.log 3.log; do echo "FILE $f"; grep -v '^HSM .* expired$' $f; done
`
	dir := t.TempDir()
	var out, errs bytes.Buffer
	status, err := runScript(t.Context(), runOptions{seed: 1, limit: 1e12}, "-", strings.NewReader(script), &out, &errs)
	if err != nil || status != 0 {
		t.Fatalf("status %d, %v: %s", status, err, errs.String())
	}
	for _, part := range strings.Split(out.String(), "FILE ")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestLogVerify(t *testing.T) {
	dir := exportLogs(t)
	at := func(name string) string { return filepath.Join(dir, name) }
	write := func(name string, data []byte) {
		if err := os.WriteFile(at(name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	log, err := os.ReadFile(at("3.log"))
	if err != nil {
		t.Fatal(err)
	}
	flipped := bytes.Clone(log)
	flipped[bytes.Index(log, []byte("factorystate"))] ^= 0x20
	write("flipped.log", flipped)
	write("half.log", log[:len(log)/2])
	write("huge.log", make([]byte, 5<<20))
	keys, err := os.ReadFile(at("keys"))
	if err != nil {
		t.Fatal(err)
	}
	old, _, _ := strings.Cut(string(keys), "\n")
	write("old", []byte(old+"\n"))
	write("nokey", []byte("hello\n"))

	for _, tt := range []struct {
		name   string
		args   []string
		status int
		want   string
	}{
		{"all three", []string{"--key", at("keys"), at("1.log"), at("2.log"), at("3.log")}, 0, "log 3"},
		{"a gap", []string{"--key", at("keys"), at("1.log"), at("3.log")}, 1, "log 2 is missing"},
		{"a flipped bit", []string{"--key", at("keys"), at("flipped.log")}, 1, "the log was changed"},
		{"half a log", []string{"--key", at("keys"), at("half.log")}, 1, "not a signed system log"},
		{"a huge file", []string{"--key", at("keys"), at("huge.log")}, 1, "larger than"},
		{"the key from before the factory state", []string{"--key", at("old"), at("3.log")}, 1, "signed with another key"},
		{"no key in the file", []string{"--key", at("nokey"), at("3.log")}, 1, "nokey:1: "},
		{"no such file", []string{"--key", at("keys"), at("4.log")}, 1, "4.log"},
		{"no key", []string{at("3.log")}, 2, "--key is needed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			status := run(append([]string{"log", "verify"}, tt.args...), strings.NewReader(""), &out, &errs)
			if said := out.String() + errs.String(); status != tt.status || !strings.Contains(said, tt.want) {
				t.Errorf("got status %d, %q; want %d, %q", status, said, tt.status, tt.want)
			}
		})
	}
}
