package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hsmlab/sim"
)

func TestRun(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, script string
		args         []string
		out, err     string // regular expressions
		status       int
	}{
		{"one ESN", "hsmadmin status --json | jq -r .[0].esn\n", nil, `^[0-9A-F]{4}(-[0-9A-F]{4}){2}\n$`, `^$`, 0},
		{"status", "exit 7", nil, `^$`, `^$`, 7},
		{"the last command's status", "true; false", nil, `^$`, `^$`, 1},
		{"empty input", "cat; read x; echo $?", nil, `^1\n$`, `^$`, 0},
		{"limit", "while :; do :; done", []string{"--limit", "100ms"}, `^$`, `took longer than 100ms`, 124},
		{"limit of a job", "while :; do :; done & sleep 1; while :; do :; done", []string{"--limit", "100ms"}, `^$`, `took longer`, 124},
		{"scenario", "lab state .scenario", []string{"--scenario", "factory"}, `^"factory"\n$`, `^$`, 0},
		{"no such scenario", "true", []string{"--scenario", "x"}, `^$`, `x`, 2},
		{"seeds differ", "hsmadmin status --json | jq -r .[0].esn", []string{"--seed", "5"}, `^[0-9A-F-]+\n$`, `^$`, 0},
		{"syntax error", "echo a\nfi", nil, `^a\n$`, "syntax error near unexpected token `fi'", 2},
		{"clock", "sleep 1d; date +%F", nil, `^2026-06-16\n$`, `^$`, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var out, errOut strings.Builder
			status := run(append([]string{"run", "-"}, tt.args...), strings.NewReader(tt.script), &out, &errOut)
			if status != tt.status {
				t.Errorf("status %d, want %d", status, tt.status)
			}
			if !regexp.MustCompile(tt.out).MatchString(out.String()) || !regexp.MustCompile(tt.err).MatchString(errOut.String()) {
				t.Errorf("printed %q, complained %q; want %q, %q", out.String(), errOut.String(), tt.out, tt.err)
			}
		})
	}
}

func TestRunWrites(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	script, journal, state := filepath.Join(dir, "s.sh"), filepath.Join(dir, "journal"), filepath.Join(dir, "state.json")
	if err := os.WriteFile(script, []byte("echo $0\nhsmadmin gettime >f\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errOut strings.Builder
	if status := run([]string{"run", script, "--journal-out", journal, "--state-out", state, "--seed", "9"}, nil, &out, &errOut); status != 0 || out.String() != "s.sh\n" {
		t.Fatalf("status %d, printed %q, complained %q", status, out.String(), errOut.String())
	}
	data, err := os.ReadFile(journal)
	if err != nil {
		t.Fatal(err)
	}
	j, err := sim.DecodeJournal(data)
	if err != nil {
		t.Fatal(err)
	}
	lab, err := sim.Replay(j)
	if err != nil {
		t.Fatal(err)
	}
	var got sim.Snapshot
	data, err = os.ReadFile(state)
	if err == nil {
		err = json.Unmarshal(data, &got)
	}
	if err != nil || got.Seed != 9 || got.Elapsed != lab.Snapshot().Elapsed {
		t.Errorf("state %v: seed %d, elapsed %d; the journal replays to %d", err, got.Seed, got.Elapsed, lab.Snapshot().Elapsed)
	}
	if _, ok := got.Hosts["provider"].Files["/root/f"]; !ok {
		t.Error("the state lacks /root/f")
	}
}

func TestRunUsage(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"run"}, {"run", "a", "b"}, {"run", "-", "--limit", "x"}, {"run", "-", "--limit", "0s"}, {"run", "-", "--limit", "-1s"}, {"run", "-", "--seed", "x"}, {"run", "-", "--bogus"}} {
		var out, errOut strings.Builder
		if status := run(args, strings.NewReader(""), &out, &errOut); status != 2 || !strings.Contains(errOut.String(), "--help") || strings.Contains(errOut.String(), "strconv") {
			t.Errorf("%q: status %d, complained %q", args, status, errOut.String())
		}
	}
	var out, errOut strings.Builder
	if status := run([]string{"run", "/no/such/file"}, nil, &out, &errOut); status != 1 {
		t.Errorf("missing file: status %d, complained %q", status, errOut.String())
	}
	if status := run([]string{"shell"}, strings.NewReader(""), &out, &errOut); status == 0 {
		t.Error("a shell without a terminal was opened")
	}
}
