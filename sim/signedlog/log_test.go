package signedlog_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"hsmlab/sim/signedlog"
	"hsmlab/sim/sshkey"
)

var (
	key   = sshkey.FromSeed([32]byte{1})
	other = sshkey.FromSeed([32]byte{2})
	start = time.Date(2026, 6, 15, 8, 0, 0, 999, time.UTC)
)

func sample(seq int, before []byte) signedlog.Signed {
	l := signedlog.Log{ESN: "8851-43DF-3795", Seq: seq, Preceding: seq - 1, Entries: []signedlog.Entry{
		signedlog.NewEntry(start, "boot: primary image 14.1.1 started"),
		signedlog.NewEntry(start.Add(time.Minute), "setup reset: done"),
	}}
	if before != nil {
		l.Link = signedlog.Digest(before)
	}
	return l.Sign(key)
}

func TestFileBeginsWithItsNumberAndThePrecedingOne(t *testing.T) {
	lines := strings.Split(string(sample(7, []byte("log 6")).Encode()), "\n")
	if got, want := lines[0], "log_sequence_number: 7"; got != want {
		t.Errorf("first line: got %q, want %q", got, want)
	}
	if got, want := lines[1], "preceding_log_sequence_number: 6 sha256 "; !strings.HasPrefix(got, want) {
		t.Errorf("second line: got %q, want %q", got, want)
	}
	if got, want := lines[2], "1 2026-06-15T08:00:00Z boot: primary image 14.1.1 started"; got != want {
		t.Errorf("third line: got %q, want %q", got, want)
	}
}

func TestEncodeParseVerify(t *testing.T) {
	empty := signedlog.Log{ESN: "8851-43DF-3795", Seq: 1}.Sign(key)
	cleared := signedlog.Log{ESN: "8851-43DF-3795", Seq: 3, Preceding: 2}.Sign(key)
	for _, s := range []signedlog.Signed{sample(1, nil), sample(2, []byte("x")), empty, cleared} {
		file := s.Encode()
		got, err := signedlog.Parse(file)
		if err != nil {
			t.Fatalf("%v\n%s", err, file)
		}
		if !bytes.Equal(got.Encode(), file) {
			t.Errorf("got\n%s\nwant\n%s", got.Encode(), file)
		}
		if err := got.Verify(key.Public()); err != nil {
			t.Error(err)
		}
		if err := got.Verify(other.Public()); !errors.Is(err, signedlog.ErrKey) {
			t.Errorf("another key: got %v, want %v", err, signedlog.ErrKey)
		}
	}
}

// TestEveryFlippedBitIsFound changes each bit of a file in turn: the file must no longer verify.
func TestEveryFlippedBitIsFound(t *testing.T) {
	file := sample(2, []byte("log 1")).Encode()
	for i := range file {
		for bit := range 8 {
			changed := bytes.Clone(file)
			changed[i] ^= 1 << bit
			s, err := signedlog.Parse(changed)
			if err == nil {
				err = s.Verify(key.Public())
			}
			if err == nil {
				t.Fatalf("bit %d of byte %d (%q) can be changed unseen", bit, i, file[i])
			}
		}
	}
}

func TestParseRefuses(t *testing.T) {
	file := string(sample(2, []byte("log 1")).Encode())
	for _, tt := range []struct{ name, file, want string }{
		{"nothing", "", "not a signed system log"},
		{"a picture", "\x89PNG\r\n\x1a\n", "not a signed system log"},
		{"half", file[:len(file)/2], "not a signed system log"},
		{"more after the end", file + "x\n", "more text after its end"},
		{"an entry left out", strings.Replace(file, "1 2026-06-15T08:00:00Z boot: primary image 14.1.1 started\n", "", 1), "want entry 1"},
		{"no signature", strings.Replace(file, "signature: ", "signature: !", 1), "damaged signature"},
		{"a number that is none", strings.Replace(file, "number: 2", "number: two", 1), "number"},
		{"a number with a sign", strings.Replace(file, "number: 2", "number: +2", 1), "not written the way"},
		{"a log that precedes itself", strings.Replace(file, "number: 2", "number: 1", 1), "cannot follow"},
		{"a strange ESN", strings.Replace(file, "8851-43DF-3795", "8851", 1), "not an ESN"},
		{"huge", strings.Repeat("log_sequence_number: 1\n", 200_000), "larger than"},
		{"a wrong count", strings.Replace(file, "entries: 2", "entries: 3", 1), "says that it has 3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := signedlog.Parse([]byte(tt.file))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

func TestNewEntryKeepsToOneLine(t *testing.T) {
	e := signedlog.NewEntry(start, " a\nb\x00"+strings.Repeat("é", 300))
	if strings.ContainsAny(e.Text, "\n\x00") || len(e.Text) > signedlog.MaxText || !strings.HasPrefix(e.Text, "a b") {
		t.Errorf("got %q", e.Text)
	}
}

func TestChain(t *testing.T) {
	files := [][]byte{sample(1, nil).Encode()}
	for seq := 2; seq <= 5; seq++ {
		files = append(files, sample(seq, files[len(files)-1]).Encode())
	}
	foreign := sample(3, []byte("another log 2")).Encode()
	for _, tt := range []struct {
		name  string
		files [][]byte
		want  string
	}{
		{"whole, in any order", [][]byte{files[3], files[0], files[2], files[1], files[4]}, ""},
		{"one twice", [][]byte{files[0], files[0], files[1]}, ""},
		{"a gap", [][]byte{files[0], files[2]}, "log 2 is missing"},
		{"a wide gap", [][]byte{files[0], files[4]}, "logs 2 to 4 are missing"},
		{"a foreign log", [][]byte{files[1], foreign}, "log 3 does not follow this log 2"},
		{"two of one number", [][]byte{files[2], foreign}, "two different logs have the number 3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var links []signedlog.Link
			for _, f := range tt.files {
				s, err := signedlog.Parse(f)
				if err != nil {
					t.Fatal(err)
				}
				links = append(links, signedlog.Link{Signed: s, Digest: signedlog.Digest(f)})
			}
			got := strings.Join(signedlog.Chain(links), "; ")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// FuzzParse: nothing panics, and what is accepted is written again to the byte.
func FuzzParse(f *testing.F) {
	f.Add(sample(1, nil).Encode())
	f.Add(sample(2, []byte("x")).Encode())
	f.Add(signedlog.Log{ESN: "8851-43DF-3795", Seq: 3, Preceding: 2}.Sign(key).Encode())
	f.Add(signedlog.Log{ESN: "8851-43DF-3795", VCM: "26f29dde-9262-464c-a089-f5af5ed5ab68", Seq: 1}.Sign(key).Encode())
	f.Add(signedlog.Log{ESN: "8851-43DF-3795", VCM: "../x", Seq: 1}.Sign(key).Encode()) // no UUID
	f.Add([]byte("log_sequence_number: 1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := signedlog.Parse(data)
		if err != nil {
			return
		}
		if !bytes.Equal(s.Encode(), data) {
			t.Errorf("got\n%q\nwant\n%q", s.Encode(), data)
		}
	})
}
