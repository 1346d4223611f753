package lessons_test

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"strings"
	"testing"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// pack writes a fragment as the page does (web/lazy/share.js).
func pack(t testing.TB, text []byte) string {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(text)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return lessons.ShareMark + base64.RawURLEncoding.EncodeToString(b.Bytes())
}

func TestASharedLabComesBack(t *testing.T) {
	j := recorded(t, line("hsmadmin status"), exec("hsmadmin", "status"), sim.Elapse{Micros: 2_500_000})
	for _, fragment := range []string{pack(t, j.Encode()), "#" + pack(t, j.Encode())} {
		got, err := lessons.DecodeShare(fragment)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Encode(), j.Encode()) {
			t.Errorf("got %s\nwant %s", got.Encode(), j.Encode())
		}
	}
}

func TestHostileLinksAreRefused(t *testing.T) {
	whole := pack(t, recorded(t, line("date")).Encode())
	packed, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(whole, lessons.ShareMark))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, fragment, want string }{
		{"nothing", "", "holds no lab"},
		{"another fragment", "task-3", "holds no lab"},
		{"another version", "lab=2.AAAA", "another version"},
		{"empty", lessons.ShareMark, "damaged"},
		{"cut", whole[:len(whole)-9], "damaged"},
		{"letters of base64 that are not of base64url", whole + "+/", "damaged"},
		{"padding", whole + "==", "damaged"},
		{"more after the end", lessons.ShareMark + base64.RawURLEncoding.EncodeToString(append(packed, 0)), "more after its end"},
		{"too long", lessons.ShareMark + strings.Repeat("A", lessons.MaxShare), "longer than 8192"},
		{"a bomb", pack(t, bytes.Repeat([]byte(" "), 2<<20)), "larger than 1 MB"},
		{"no journal", pack(t, []byte("hello\n")), "not the header"},
		{"nothing in it", pack(t, nil), "empty"},
		{"another format", pack(t, []byte(`{"format":"x"}`)), "want \"hsmlab-journal-1\""},
	} {
		_, err := lessons.DecodeShare(test.fragment)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %q", test.name, err, test.want)
		}
	}
}

// FuzzShare: whatever stands in an address, the answer is a journal or an error, never more than the limits allow, and a
// journal that was taken is one that can be written and read again. What is no fragment is tried as the text in one.
func FuzzShare(f *testing.F) {
	f.Add(lessons.ShareMark)
	f.Add(pack(f, []byte(`{"format":"hsmlab-journal-1","version":"0.4.0","scenario":"default","seed":0}`+"\n")))
	f.Add(`{"format":"hsmlab-journal-1","version":"0.4.0","scenario":"default","seed":0}` + "\n" + `{"kind":"elapse","event":{"us":1}}` + "\n")
	f.Add(pack(f, bytes.Repeat([]byte("a"), 2<<20)))
	f.Fuzz(func(t *testing.T, text string) {
		for _, fragment := range []string{text, pack(t, []byte(text))} {
			j, err := lessons.DecodeShare(fragment)
			if err != nil {
				continue
			}
			plain := j.Encode()
			again, err := sim.DecodeJournal(plain)
			if err != nil || !bytes.Equal(again.Encode(), plain) {
				t.Errorf("%q: what it holds cannot be kept: %v", fragment, err)
			}
		}
	})
}
