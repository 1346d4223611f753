package feature_test

import (
	"testing"

	"hsmlab/sim/feature"

	"pgregory.net/rapid"
)

const (
	speed0 = feature.HSMSpeed0
	speed1 = feature.HSMSpeed1
	speed2 = feature.HSMSpeed2
)

func TestSpeed(t *testing.T) {
	for _, c := range []struct {
		word feature.Word
		want feature.Speed
		ok   bool
		name string
	}{
		{0, feature.Base, false, "Base"},
		{feature.RemoteShare, feature.Base, false, "Base"},
		{speed0, feature.Base, true, "Base"},
		{speed1, feature.Mid, true, "Mid"},
		{speed2, feature.High, true, "High"},
		{speed0 | speed2, feature.High, true, "High"},
	} {
		got, ok := c.word.Speed()
		if got != c.want || ok != c.ok || got.String() != c.name {
			t.Errorf("%s: got %s, %v; want %s, %v", c.word, got, ok, c.name, c.ok)
		}
		if ok && c.word&got.Bit() == 0 {
			t.Errorf("%s: bit of %s is not set", c.word, got)
		}
	}
}

func TestExceeds(t *testing.T) {
	for _, c := range []struct {
		name          string
		vcm, platform feature.Word
		want          feature.Word
	}{
		{"equal", 0x9a23, 0x9a23, 0},
		{"subset", feature.RemoteShare, 0x9a23, 0},
		{"nothing", 0, 0, 0},
		{"one too many", feature.GeneralSEE | feature.RemoteShare, 0x9a23, feature.GeneralSEE},
		{"built-in features are free", feature.Builtin(), 0, 0},
		{"unknown bits are free", 0x80000040, 0, 0},
		{"slower than the HSM", speed0, speed2, 0},
		{"as fast as the HSM", speed2, speed2, 0},
		{"faster than the HSM", speed2, speed1, speed2},
		{"two ratings, one too fast", speed0 | speed2, speed1, speed2},
		{"faster than an unrated HSM", speed1, 0, speed1},
		{"base on an unrated HSM", speed0, 0, 0},
		{"mid on a mid HSM, before conversion", speed1, speed1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := feature.Exceeds(c.vcm, c.platform); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestConvertForPlatform(t *testing.T) {
	for _, c := range []struct{ vcm, platform, want feature.Word }{
		{speed1, speed1, speed0},
		{speed1 | feature.RemoteShare, speed1, speed0 | feature.RemoteShare},
		{speed0, speed1, speed0},
		{speed1, speed2, speed1},
		{speed1, speed0, speed1},
		{feature.RemoteShare, speed1, feature.RemoteShare},
	} {
		if got := feature.ConvertForPlatform(c.vcm, c.platform); got != c.want {
			t.Errorf("%s on %s: got %s, want %s", c.vcm, c.platform, got, c.want)
		}
	}
}

// A VCM with its platform's own features fits, before and after conversion,
// and taking features away keeps it fitting.
func TestPlatformHostsItsOwnFeatures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		platform := feature.Word(rapid.Uint32().Draw(t, "platform"))
		vcm := platform & feature.Word(rapid.Uint32().Draw(t, "mask"))
		if over := feature.Exceeds(vcm, platform); over != 0 {
			t.Fatalf("%s exceeds %s by %s", vcm, platform, over)
		}
		converted := feature.ConvertForPlatform(vcm, platform)
		if over := feature.Exceeds(converted, platform); over != 0 {
			t.Fatalf("%s, converted from %s, exceeds %s by %s", converted, vcm, platform, over)
		}
		if again := feature.ConvertForPlatform(converted, platform); again != converted {
			t.Fatalf("converted twice: %s, once: %s", again, converted)
		}
	})
}
