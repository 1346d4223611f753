package feature_test

import (
	"strings"
	"testing"

	"hsmlab/sim/feature"

	"pgregory.net/rapid"
)

// guideRows are the rows of guide 3.3.3.3, names spelt by rulings D-08 to D-10.
var guideRows = []struct {
	word feature.Word
	name string
}{
	{0x00000001, "ForeignTokenOpen"},
	{0x00000002, "RemoteShare"},
	{0x00000004, "GeneralSEE"},
	{0x00000008, "ExportCGEA"},
	{0x00000010, "KISAAlgorithms"},
	{0x00000020, "StandardKM"},
	{0x00000200, "EllipticCurve"},
	{0x00000400, "HSMSpeed0"},
	{0x00000800, "ECCMQV"},
	{0x00001000, "AcceleratedECC"},
	{0x00004000, "HSMSpeed1"},
	{0x00008000, "HSMSpeed2"},
	{0x00100000, "FastRandom"},
}

func TestFeaturesAreThoseOfTheGuide(t *testing.T) {
	all := feature.All()
	if len(all) != len(guideRows) {
		t.Fatalf("got %d features, want %d", len(all), len(guideRows))
	}
	for i, row := range guideRows {
		if all[i].Word != row.word || all[i].Name != row.name || all[i].About == "" {
			t.Errorf("row %d: got %+v, want %s %s", i, all[i], row.word, row.name)
		}
		if got := row.word.Names(); got != row.name {
			t.Errorf("%s: got name %q, want %q", row.word, got, row.name)
		}
	}
}

func TestWorkedExamplesOfTheGuide(t *testing.T) {
	// Guide 3.3.3.2: nine features add up to 9A37.
	sum := feature.ForeignTokenOpen | feature.RemoteShare | feature.GeneralSEE | feature.KISAAlgorithms | feature.StandardKM |
		feature.EllipticCurve | feature.ECCMQV | feature.AcceleratedECC | feature.HSMSpeed2
	if sum != 0x9a37 {
		t.Errorf("got %s, want 0x9a37", sum)
	}
	// Guide 3.3.3.4: 39459 is 9A23, shown in this order.
	want := "ForeignTokenOpen|RemoteShare|StandardKM|EllipticCurve|ECCMQV|AcceleratedECC|HSMSpeed2"
	if got := feature.Word(39459).Names(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := feature.Word(39459).String(); got != "0x9a23" {
		t.Errorf("got %s, want 0x9a23", got)
	}
	// Guide 3.3.3.1, spelt right.
	if got, err := feature.Parse("ForeignTokenOpen|KISAAlgorithms|EllipticCurve"); err != nil || got != 0x211 {
		t.Errorf("got %s, %v; want 0x211", got, err)
	}
}

func TestParse(t *testing.T) {
	for in, want := range map[string]feature.Word{
		"9A23":                    0x9a23,
		"0x9a23":                  0x9a23,
		"0X9A23":                  0x9a23,
		"0":                       0,
		"ffffffff":                0xffffffff,
		"00000000000000000009A2":  0x9a2,
		"10":                      0x10,
		"RemoteShare":             0x2,
		"HSMSpeed2|RemoteShare":   0x8002,
		"RemoteShare|RemoteShare": 0x2,
		"PostQuantum":             0,
		"PostQuantum|StandardKM":  0x20,
	} {
		if got, err := feature.Parse(in); err != nil || got != want {
			t.Errorf("Parse(%q) = %s, %v; want %s", in, got, err, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"":                             "empty feature name",
		"|":                            "empty feature name",
		"RemoteShare|":                 "empty feature name",
		"ForeignTokenpen":              "did you mean ForeignTokenOpen?",
		"KISAAgorithms":                "did you mean KISAAlgorithms?",
		"Elliptic curve":               "did you mean EllipticCurve?",
		"remoteshare":                  "did you mean RemoteShare?",
		"RemoteShare | StandardKM":     "did you mean RemoteShare?",
		"post-quantum":                 "did you mean PostQuantum?",
		"RemoteShare|HSMSpeed3":        "unknown feature HSMSpeed3",
		"RemoteShare,StandardKM":       "unknown feature",
		"Toaster":                      `unknown feature "Toaster"`,
		"100000000":                    "more than 32 bits",
		"0x":                           "unknown feature",
		"0x12g":                        "unknown feature",
		strings.Repeat("x", 100_000):   "too long",
		"a" + strings.Repeat("b", 900): "more than 32 bits",
	} {
		got, err := feature.Parse(in)
		if err == nil || got != 0 || !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%.40q) = %s, %v; want error %q", in, got, err, want)
		}
	}
	if _, err := feature.Parse("Toaster"); strings.Contains(err.Error(), "did you mean") {
		t.Errorf("far-fetched suggestion: %v", err)
	}
}

func TestParseHex(t *testing.T) {
	for in, want := range map[string]feature.Word{"9A23": 0x9a23, "0x9a23": 0x9a23, "0": 0} {
		if got, err := feature.ParseHex(in); err != nil || got != want {
			t.Errorf("ParseHex(%q) = %s, %v; want %s", in, got, err, want)
		}
	}
	for in, want := range map[string]string{
		"":                        "empty feature word",
		"RemoteShare|GeneralSEE":  "not names: for RemoteShare|GeneralSEE write 0x6",
		"KISAAgorithms":           "not a 32-bit hexadecimal word",
		"-1":                      "not a 32-bit hexadecimal word",
		"9A 23":                   "not a 32-bit hexadecimal word",
		"123456789":               "more than 32 bits",
		strings.Repeat("|", 9999): "not a 32-bit hexadecimal word",
	} {
		got, err := feature.ParseHex(in)
		if err == nil || got != 0 || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseHex(%.40q) = %s, %v; want error %q", in, got, err, want)
		}
	}
}

func TestUnknownBits(t *testing.T) {
	w := feature.Word(0x80000040) | feature.RemoteShare
	if got := w.Known(); got != feature.RemoteShare {
		t.Errorf("Known = %s, want 0x2", got)
	}
	if got := w.Names(); got != "RemoteShare" {
		t.Errorf("Names = %q, want RemoteShare", got)
	}
	if got := feature.Word(0x40).Names(); got != "" {
		t.Errorf("Names = %q, want none", got)
	}
}

// What is printed can be typed back, as names and as a word.
func TestNamesAndWordsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := feature.Word(rapid.Uint32().Draw(t, "word"))
		if got, err := feature.ParseHex(w.String()); err != nil || got != w {
			t.Fatalf("%s came back as %s, %v", w, got, err)
		}
		if w.Known() == 0 {
			return
		}
		if got, err := feature.Parse(w.Names()); err != nil || got != w.Known() {
			t.Fatalf("%s came back as %s, %v; want %s", w.Names(), got, err, w.Known())
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"9A23", "0x1", "ForeignTokenOpen|KISAAlgorithms", "HSMSpeed3", "Elliptic curve", "ä|\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := feature.Parse(s)
		if err != nil && (w != 0 || strings.ContainsAny(err.Error(), "\n\x1b")) {
			t.Errorf("Parse(%q) = %s, %q", s, w, err)
		}
		hex, hexErr := feature.ParseHex(s)
		if hexErr == nil && (err != nil || hex != w) {
			t.Errorf("%q: ParseHex %s, Parse %s, %v", s, hex, w, err)
		}
	})
}
