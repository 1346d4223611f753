package feature_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmlab/sim/feature"
)

var issued = time.Date(2026, 6, 15, 0, 0, 0, 0, time.UTC)

func TestLicenceReadsWhatItWrites(t *testing.T) {
	for _, l := range []feature.Licence{
		{ESN: "8851-43DF-3795", Active: 5, Issued: issued},
		{ESN: "8851-43DF-3795", Active: 1000, Issued: issued},
		{ESN: "1A23-BC45-6789", Feature: feature.HSMSpeed2, Issued: issued},
		{ESN: "9Z87-YX65-4321", Feature: feature.KISAAlgorithms, Issued: issued},
	} {
		for _, ending := range []string{"\n", "\r\n"} {
			text := strings.ReplaceAll(string(l.Encode()), "\n", ending)
			got, err := feature.ParseLicence([]byte(text))
			if err != nil {
				t.Fatalf("%+v: %v", l, err)
			}
			if d := cmp.Diff(l, got); d != "" {
				t.Error(d)
			}
		}
	}
}

func TestLicenceHeadCanBeRead(t *testing.T) {
	l := feature.Licence{ESN: "8851-43DF-3795", Active: 5, Issued: issued}
	for _, want := range []string{"Licence type: Multi-tenancy", "ESN: 8851-43DF-3795", "Max active VCMs: 5"} {
		if !strings.Contains(string(l.Encode()), want+"\n") {
			t.Errorf("no line %q in\n%s", want, l.Encode())
		}
	}
}

func TestLicenceRefusesDamage(t *testing.T) {
	good := string(feature.Licence{ESN: "8851-43DF-3795", Active: 5, Issued: issued}.Encode())
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "not a licence file"},
		{"binary", "\x7fELF\x00\x00", "not a licence file"},
		{"huge", good + strings.Repeat(" ", feature.MaxLicence), "larger than"},
		{"truncated", good[:len(good)-60], "cut off"},
		{"another number", strings.Replace(good, "VCMs: 5", "VCMs: 50", 1), "signature does not match"},
		{"another HSM", strings.Replace(good, "3795", "3796", 1), "signature does not match"},
		{"too many", strings.Replace(good, "VCMs: 5", "VCMs: 1001", 1), "between 1 and 1000"},
		{"leading zero", strings.Replace(good, "VCMs: 5", "VCMs: 05", 1), "damaged"},
		{"no such feature", strings.Replace(good, "Max active VCMs: 5", "Feature: HSMSpeed3", 1), "no feature"},
		{"wrong type", strings.Replace(good, "Multi-tenancy", "Feature", 1), "line 2"},
		{"no ESN", strings.Replace(good, "ESN: 8851-43DF-3795", "ESN: 8851", 1), "line 3"},
		{"no date", strings.Replace(good, "2026-06-15", "soon", 1), "line 5"},
		{"more text", good + "more\n", "text after the signature block"},
		{"flipped signature", strings.Replace(good, "SIGNATURE-----\n", "SIGNATURE-----\nA", 1), "damaged"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l, err := feature.ParseLicence([]byte(tt.text))
			if err == nil || !strings.Contains(err.Error(), tt.want) || l != (feature.Licence{}) {
				t.Errorf("got %+v, %v; want an error with %q", l, err, tt.want)
			}
		})
	}
	if _, err := feature.ParseLicence([]byte(strings.Replace(good, "VCMs: 5", "VCMs: 6", 1))); !errors.Is(err, feature.ErrSignature) {
		t.Errorf("got %v, want ErrSignature", err)
	}
}

// FuzzParseLicence: whatever the file, the parser answers; what it accepts is exactly what Encode writes, line
// ends aside.
func FuzzParseLicence(f *testing.F) {
	f.Add(feature.Licence{ESN: "8851-43DF-3795", Active: 5, Issued: issued}.Encode())
	f.Add(feature.Licence{ESN: "8851-43DF-3795", Feature: feature.FastRandom, Issued: issued}.Encode())
	f.Add([]byte("nShield feature licence\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := feature.ParseLicence(data)
		if err != nil {
			if strings.ContainsRune(err.Error(), '\n') {
				t.Errorf("an error of several lines: %q", err)
			}
			return
		}
		again, err := feature.ParseLicence(l.Encode())
		if err != nil || again != l {
			t.Errorf("%+v reads back as %+v, %v", l, again, err)
		}
	})
}
