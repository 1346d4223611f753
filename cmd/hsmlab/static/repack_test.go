package static_test

import (
	"bytes"
	"slices"
	"testing"
	"testing/fstest"

	"hsmlab/cmd/hsmlab/headers"
	"hsmlab/cmd/hsmlab/static"
)

// What a program makes of the site inside it is what the source tree gives, to the byte.
func TestRepackedSiteIsTheBuiltOne(t *testing.T) {
	site := fstest.MapFS{".placeholder": {}, "app.js.br": {}, headers.LRSFile: {Data: headers.EncodeLRS([]string{"https://lrs.example"})}}
	for name, data := range build(t, "/") {
		site[name] = &fstest.MapFile{Data: data}
	}
	got, err := static.Repack(t.Context(), site)
	if err != nil {
		t.Fatal(err)
	}
	want, err := static.Build(t.Context(), static.Options{Root: root, Portable: true})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Paths(), want.Paths()) {
		t.Fatalf("got %q, want %q", got.Paths(), want.Paths())
	}
	for _, name := range want.Paths() {
		if !bytes.Equal(got[name], want[name]) {
			t.Errorf("%s differs: %d bytes, want %d", name, len(got[name]), len(want[name]))
		}
	}
	if _, err := static.Repack(t.Context(), fstest.MapFS{"index.html": {}}); err == nil {
		t.Error("a site without client and styles was taken")
	}
}
