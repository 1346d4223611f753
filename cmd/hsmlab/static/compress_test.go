package static

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func TestCompressedTwinsHoldTheSameBytes(t *testing.T) {
	text := []byte(strings.Repeat("The lamp flickers. ", 200))
	b := &builder{Options: Options{Compress: true, Cache: t.TempDir()}, files: Files{
		"a.js": text, "small.js": text[:100], "a.png": text,
	}}
	if err := b.compress(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(b.files.Paths(), " "), "a.js a.js.br a.js.gz a.png small.js"; got != want {
		t.Errorf("files: got %s, want %s", got, want)
	}
	unzip, err := gzip.NewReader(bytes.NewReader(b.files["a.js.gz"]))
	if err != nil {
		t.Fatal(err)
	}
	for name, reader := range map[string]io.Reader{"a.js.gz": unzip, "a.js.br": brotli.NewReader(bytes.NewReader(b.files["a.js.br"]))} {
		if got, err := io.ReadAll(reader); err != nil || !bytes.Equal(got, text) {
			t.Errorf("%s: unpacked %d bytes, error %v; want the %d bytes of a.js", name, len(got), err, len(text))
		}
	}
}

func TestCompressTakesFromTheCache(t *testing.T) {
	cache := t.TempDir()
	text := []byte(strings.Repeat("The lamp flickers. ", 200))
	compressed := func() Files {
		b := &builder{Options: Options{Compress: true, Cache: cache}, files: Files{"a.js": text}}
		if err := b.compress(t.Context()); err != nil {
			t.Fatal(err)
		}
		return b.files
	}
	first := compressed()
	entries, err := os.ReadDir(cache)
	if err != nil || len(entries) != 2 {
		t.Fatalf("the cache holds %v (%v), want two files", entries, err)
	}
	marker := []byte("from the cache")
	for _, entry := range entries {
		if err := os.WriteFile(cache+"/"+entry.Name(), marker, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	second := compressed()
	if bytes.Equal(first["a.js.br"], marker) || !bytes.Equal(second["a.js.br"], marker) {
		t.Error("the second build did not use what the first one kept")
	}
}
