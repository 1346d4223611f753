package static_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"hsmlab/cmd/hsmlab/static"
)

var wordy = []byte(strings.Repeat("The lamp flickers. ", 200))

func TestCompressedTwinsHoldTheSameBytes(t *testing.T) {
	files := static.Files{"a.js": wordy, "small.js": wordy[:100], "a.png": wordy}
	if err := files.Compress(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(files.Paths(), " "), "a.js a.js.br a.js.gz a.png small.js"; got != want {
		t.Errorf("files: got %s, want %s", got, want)
	}
	unzip, err := gzip.NewReader(bytes.NewReader(files["a.js.gz"]))
	if err != nil {
		t.Fatal(err)
	}
	for name, reader := range map[string]io.Reader{"a.js.gz": unzip, "a.js.br": brotli.NewReader(bytes.NewReader(files["a.js.br"]))} {
		if got, err := io.ReadAll(reader); err != nil || !bytes.Equal(got, wordy) {
			t.Errorf("%s: unpacked %d bytes, error %v; want the %d bytes of a.js", name, len(got), err, len(wordy))
		}
	}
}

func TestCompressTakesFromTheCache(t *testing.T) {
	cache := t.TempDir()
	twin := func() string {
		files := static.Files{"a.js": wordy}
		if err := files.Compress(t.Context(), cache); err != nil {
			t.Fatal(err)
		}
		return string(files["a.js.br"])
	}
	first := twin()
	entries, err := os.ReadDir(cache)
	if err != nil || len(entries) != 2 {
		t.Fatalf("the cache holds %v (%v), want two files", entries, err)
	}
	const marker = "from the cache"
	for _, entry := range entries {
		if err := os.WriteFile(filepath.Join(cache, entry.Name()), []byte(marker), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if second := twin(); first == marker || second != marker {
		t.Errorf("first %d bytes, then %q: the second build did not use what the first one kept", len(first), second)
	}
}
