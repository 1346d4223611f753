package lessons_test

import (
	"encoding/json"
	"strings"
	"testing"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// archive is a file with one lab and some notes, as the page writes it.
func archive(t testing.TB, change func(a *lessons.Archive)) []byte {
	t.Helper()
	l, err := sim.New(sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	a := &lessons.Archive{
		Format: lessons.ArchiveFormat, Simulator: sim.Version, Saved: "2026-11-23T23:00:00.000Z",
		Labs:  []lessons.ArchivedLab{{ID: "free", Journal: string(l.Journal().Encode()), Tail: `0 {"kind":"elapse","event":{"us":5}}`}},
		Notes: map[string]string{"standing recovery-mode": `{"tasks":["a"],"of":9,"solved":false}`, "lab free screen provider": "root@provider:~# \r\n", "progress recovery-mode": ""},
	}
	if change != nil {
		change(a)
	}
	data, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestAnArchiveIsRead(t *testing.T) {
	a, err := lessons.DecodeArchive(archive(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Labs) != 1 || a.Labs[0].ID != "free" || len(a.Notes) != 3 {
		t.Errorf("got %+v", a)
	}
}

func TestDamagedArchivesAreRefused(t *testing.T) {
	change := func(f func(*lessons.Archive)) []byte { return archive(t, f) }
	for _, test := range []struct {
		name, want string
		data       []byte
	}{
		{"nothing", "not a file with progress", nil},
		{"a journal", "hsmlab-journal-1", []byte(`{"format":"hsmlab-journal-1"}`)},
		{"cut", "not a whole one", archive(t, nil)[:200]},
		{"more at the end", "not a whole one", append(archive(t, nil), '{')},
		{"an unknown field", "unknown field", []byte(`{"format":"hsmlab-progress-1","labs":[],"colour":"red"}`)},
		{"a lab with a path for a name", "no name of a lab", change(func(a *lessons.Archive) { a.Labs[0].ID = "../x" })},
		{"a lab twice", "twice", change(func(a *lessons.Archive) { a.Labs = append(a.Labs, a.Labs[0]) })},
		{"a lab under another name", "of lesson \"\"", change(func(a *lessons.Archive) { a.Labs[0].ID = "recovery-mode" })},
		{"a lab without a journal", "lab free: journal: empty", change(func(a *lessons.Archive) { a.Labs[0].Journal = "" })},
		{"a damaged journal", "journal line 2", change(func(a *lessons.Archive) { a.Labs[0].Journal += "{}\n" })},
		{"a note of another program", "is none that this page writes", change(func(a *lessons.Archive) { a.Notes["<b>"] = "x" })},
		{"damaged progress", "progress of lesson x is damaged", change(func(a *lessons.Archive) { a.Notes["progress x"] = "{}" })},
		{"damaged standing", "standing of lesson x is damaged", change(func(a *lessons.Archive) { a.Notes["standing x"] = "{" })},
	} {
		_, err := lessons.DecodeArchive(test.data)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %q", test.name, err, test.want)
		}
	}
}

// FuzzArchive: whatever a file holds, the answer is an archive or an error, and what was taken can be written and read
// again.
func FuzzArchive(f *testing.F) {
	f.Add([]byte(`{"format":"hsmlab-progress-1","labs":[],"notes":{}}`))
	f.Add(archive(f, nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := lessons.DecodeArchive(data)
		if err != nil {
			return
		}
		again, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := lessons.DecodeArchive(again); err != nil {
			t.Errorf("%q: %v", data, err)
		}
	})
}
