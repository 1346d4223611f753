package guide_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"hsmlab/lessons/guide"
)

// TestTranscripts runs every transcript. With -rewrite it writes what really comes back into the files; read
// that diff line by line before you commit it.
func TestTranscripts(t *testing.T) {
	for _, name := range guide.Names() {
		t.Run(strings.TrimSuffix(name, ".txt"), func(t *testing.T) {
			stage := &guide.Stage{}
			run := func(t *testing.T, d *datadriven.TestData) string {
				out, err := stage.Run(block(name, d))
				if err != nil {
					t.Fatal(err)
				}
				return out
			}
			if runtime.GOOS == "js" {
				data, err := fs.ReadFile(guide.Files, name)
				if err != nil {
					t.Fatal(err)
				}
				datadriven.RunTestFromString(t, string(data), run)
			} else {
				datadriven.RunTest(t, name, run)
			}
			if err := stage.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func block(name string, d *datadriven.TestData) guide.Block {
	b := guide.Block{File: name, Directive: d.Cmd, Args: map[string]string{}, Input: d.Input, Expected: d.Expected}
	for _, arg := range d.CmdArgs {
		if len(arg.Vals) == 0 {
			b.Words = append(b.Words, arg.Key)
		} else {
			b.Args[arg.Key] = arg.Vals[0]
		}
	}
	return b
}

// TestBlocksReadsWhatDatadrivenReads holds our reader of the format to the library's.
func TestBlocksReadsWhatDatadrivenReads(t *testing.T) {
	for _, name := range guide.Names() {
		data, err := fs.ReadFile(guide.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := guide.Blocks(name)
		if err != nil {
			t.Fatal(err)
		}
		i := 0
		datadriven.RunTestFromString(t, string(data), func(t *testing.T, d *datadriven.TestData) string {
			want := block(name, d)
			if i >= len(got) {
				t.Fatalf("%s: %d blocks, want more", name, len(got))
			}
			b := got[i]
			i++
			if b.Directive != want.Directive || b.Input != want.Input || b.Expected != want.Expected || len(b.Words) != len(want.Words) {
				t.Errorf("%s:%d: got %+v\nwant %+v", name, b.Line, b, want)
			}
			return d.Expected
		})
	}
}

func TestEmbeddedFilesAreThoseOnDisk(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("the embedded files are all there is")
	}
	for _, name := range guide.Names() {
		onDisk, err := os.ReadFile(filepath.Join(".", name))
		if err != nil {
			t.Fatal(err)
		}
		embedded, err := fs.ReadFile(guide.Files, name)
		if err != nil || !bytes.Equal(onDisk, embedded) {
			t.Errorf("%s: embedded and on disk differ (%v)", name, err)
		}
	}
}

func TestStageRefusesBadTranscripts(t *testing.T) {
	covers := func(ids ...string) guide.Block { return guide.Block{File: "x", Directive: "covers", Words: ids} }
	host := guide.Block{File: "x", Directive: "provider", Input: "true"}
	for _, tt := range []struct {
		name   string
		blocks []guide.Block
		want   string
	}{
		{"an unknown id", []guide.Block{covers("G-0-0")}, "not in behaviours.tsv"},
		{"too many ids", []guide.Block{covers("G-4.5.1-1", "G-4.5.1-2", "G-4.5.1-3", "G-4.5.1-4", "G-4.5.2-1", "G-4.5.2-2", "G-4.5.3-1")}, "1 to 6 ids"},
		{"covers twice", []guide.Block{covers("G-4.5.1-1"), covers("G-4.5.1-2")}, "once before a block"},
		{"a rule that was not broken", []guide.Block{covers("G-4.5.3-3"), host}, "no refusal with that id"},
		{"an unknown host", []guide.Block{{File: "x", Directive: "moon"}}, "neither new, covers nor a host"},
		{"an unknown scenario", []guide.Block{{File: "x", Directive: "new", Args: map[string]string{"scenario": "moon"}}}, "no scenario"},
		{"covers for nothing", []guide.Block{covers("G-4.5.1-1"), {File: "x", Directive: "new"}}, "covers stands before new"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			stage := &guide.Stage{}
			defer stage.Close()
			var err error
			for _, b := range tt.blocks {
				if _, err = stage.Run(b); err != nil {
					break
				}
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}
