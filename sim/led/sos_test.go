package led_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hsmlab/sim/led"

	"pgregory.net/rapid"
)

// errors are the signals of all error codes of a product, with each numeral that a # can be.
func errors(t testing.TB, p led.Product) []led.Signal {
	t.Helper()
	var all []led.Signal
	add := func(s led.Signal, ok bool) {
		if !ok {
			t.Fatalf("no signal for a code in the table of %s: %+v", p, s)
		}
		all = append(all, s)
	}
	for _, c := range led.Codes() {
		switch p {
		case led.Shield5s:
			add(led.Error(c.Digits))
		case led.Shield5c:
			add(led.BlueError(c.Digits))
		}
	}
	for _, c := range led.SOSCodes(p) {
		for _, numeral := range strings.Split("0123456789", "") {
			add(led.SOSError(p, strings.Replace(c.Letters, "#", numeral, 1)))
			if !strings.Contains(c.Letters, "#") {
				break
			}
		}
	}
	return all
}

// What a product's lamp shows is what can be read off it, whatever a dot lasts.
func TestDecodeReadsEveryCodeOfEveryProduct(t *testing.T) {
	products := append(led.Products(), led.Shield5c)
	for _, p := range products {
		all := errors(t, p)
		if len(all) < 36 {
			t.Errorf("%s: got %d codes, want a whole table", p, len(all))
		}
		for _, s := range all {
			if got, ok := s.Waveform(led.Unit).Decode(led.Unit); !ok || got != s.Code {
				t.Errorf("%s %s came back as %q, %v", p, s.Code, got, ok)
			}
			if s.Meaning() == "" || !strings.Contains(s.Words(), s.Meaning()) {
				t.Errorf("%s %s: words are %q", p, s.Code, s.Words())
			}
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		p := rapid.SampledFrom(products).Draw(r, "product")
		s := rapid.SampledFrom(errors(t, p)).Draw(r, "signal")
		unit := time.Duration(rapid.Int64Range(1, int64(3*time.Second)).Draw(r, "unit"))
		if got, ok := s.Waveform(unit).Decode(unit); !ok || got != s.Code {
			r.Fatalf("%s came back as %q, %v", s.Code, got, ok)
		}
	})
}

func TestMorseOfSolo(t *testing.T) {
	for _, c := range []struct {
		product     led.Product
		code        string
		morse       string
		units       int
		wantCat     led.Category
		meaning, id string
	}{
		{led.SoloPlus, "OLC", "... --- ... / --- .-.. -.-.", 27 + 7 + 37 + 7, led.Runtime, "SIGABRT", "G-4.16.2-3"},
		{led.SoloPlus, "HRT7", "... --- ... / .... .-. - --...", 27 + 7 + 39 + 7, led.Driver, "Periodic", "G-4.16.3-16"},
		{led.SoloXC, "HC0KA", "... --- ... / .... -.-. ----- -.- .-", 27 + 7 + 63 + 7, led.Driver, "CPU 0 failed self-test - AES", "G-4.16.3-35"},
		{led.SoloXC, "HI2C", "... --- ... / .... .. ..--- -.-.", 27 + 7 + 45 + 7, led.Tampering, "I2C", "G-4.16.6-8"},
		{led.SoloXC, "WD1", "... --- ... / .-- -.. .----", 27 + 7 + 39 + 7, led.Tampering, "Watchdog 1", "G-4.16.6-10"},
		{led.SoloPlus, "T", "... --- ... / -", 27 + 7 + 3 + 7, led.Operation, "Temperature of the module", "G-4.16.5-2"},
	} {
		s, ok := led.SOSError(c.product, c.code)
		if !ok || s.Morse() != c.morse || s.Colour != led.Blue {
			t.Errorf("%s: got %q in %s, want %q in blue", c.code, s.Morse(), s.Colour, c.morse)
		}
		if got := s.Waveform(time.Second).Period; got != time.Duration(c.units)*time.Second {
			t.Errorf("%s: a round takes %v, want %d units", c.code, got, c.units)
		}
		d := led.Distress(c.product, c.code)
		if len(d) != 1 || d[0].ID != c.id || d[0].Category != c.wantCat || !strings.HasPrefix(d[0].Meaning, c.meaning) || d[0].Letters != c.code {
			t.Errorf("Distress(%s, %s) = %+v", c.product, c.code, d)
		}
	}
}

// A 5c blinks the codes of the 5s, all of them in blue, and a 5s none in another colour than its own.
func TestTheLampOfA5cIsBlue(t *testing.T) {
	for _, s := range errors(t, led.Shield5c) {
		own, _ := led.Error(s.Code)
		if s.Colour != led.Blue || s.Meaning() != own.Meaning() || s.Morse() != own.Morse() || s.Action() != own.Action() {
			t.Errorf("%s: %+v, want the words of %+v in blue", s.Code, s, own)
		}
	}
	if s := (led.Signal{Pattern: led.Morse, Colour: led.Blue, Code: "1-2-2"}); s.Meaning() != "" {
		t.Errorf("a 5s in blue means %q with a code that it has in red", s.Meaning())
	}
	if s, ok := led.BlueError("1-4-1"); ok {
		t.Errorf("no such code, and yet %+v", s)
	}
}

// Only a Solo XC detects tampering, and there T can be two things (D-61).
func TestTablesOfProductsDiffer(t *testing.T) {
	if got := len(led.Distress(led.SoloXC, "T")); got != 2 {
		t.Errorf("T on a Solo XC has %d meanings, want 2", got)
	}
	for _, code := range []string{"TT", "VV", "V", "B", "HI2C", "WD0", "WD3"} {
		if s, ok := led.SOSError(led.SoloPlus, code); ok {
			t.Errorf("a Solo+ shows %+v", s)
		}
		if _, ok := led.SOSError(led.SoloXC, code); !ok {
			t.Errorf("a Solo XC has no %s", code)
		}
	}
	for _, code := range []string{"", "OLL", "HRTP", "HC", "HCnCA", "HC#CA", "HCACA", "OLCC", "olc"} {
		if _, ok := led.SOSError(led.SoloXC, code); ok != (code == "HC") {
			t.Errorf("SOSError(Solo XC, %q) = %v", code, ok)
		}
	}
	if len(led.SOSCodes(led.Shield5s)) != 0 || len(led.Distress(led.Shield5s, "OLC")) != 0 {
		t.Error("the 5s has codes in letters on its lamp")
	}
}

// Each row of the guide is a row here: no id twice, none left out.
func TestRowsHaveTheirBehaviours(t *testing.T) {
	count := map[string]int{}
	for _, c := range led.SOSCodes(led.SoloXC) {
		count[c.ID]++
	}
	for _, c := range led.RemoteCodes() {
		count[c.ID]++
		if _, ok := led.Lookup(c.Lamp); !ok && c.Lamp != "" {
			t.Errorf("%s: no lamp code %q", c.Letters, c.Lamp)
		}
		vcm := c.Category == led.Runtime || c.Category == led.Operation && c.Letters != "T"
		if vcm != (c.Lamp == "") {
			t.Errorf("%s: lamp %q; D-77 has O??, D, GGG and IJ? for one VCM, T and H?? for the platform", c.Letters, c.Lamp)
		}
	}
	for _, c := range led.Codes() {
		count[c.ID()]++
	}
	for id, n := range count {
		if n != 1 {
			t.Errorf("%s stands %d times", id, n)
		}
	}
	if got := len(led.SOSCodes(led.SoloXC)); got != 7+52+15+7+10 {
		t.Errorf("got %d SOS codes", got)
	}
	if got := len(led.RemoteCodes()); got != 6+28+7 { // HCV is listed twice in the guide, once here (D-62)
		t.Errorf("got %d remote codes", got)
	}
	if c, _ := led.Lookup("2-1-5"); c.ID() != "G-4.4.2.1-29" {
		t.Errorf("2-1-5 is %s", c.ID())
	}
	if c, ok := led.Remote("HRTP"); !ok || c.Lamp != "2-2-3" {
		t.Errorf("Remote(HRTP) = %+v, %v", c, ok)
	}
	if _, ok := led.Remote("OLI"); ok {
		t.Error("OLI is none of the 5s (D-63)")
	}
}

// A Solo has patterns for its modes; none flashes faster than 2.5 times a second.
func TestModesOfSolo(t *testing.T) {
	for _, c := range []struct {
		signal led.Signal
		lit    []int // in units, in turn with dark
		word   string
	}{
		{led.SoloOperational, []int{19, 1, 12, 1}, "operational"},
		{led.SoloInitialization, []int{1, 1, 1, 3}, "initialization"},
		{led.SoloMaintenance, []int{4, 1, 4, 4}, "maintenance"},
	} {
		w, got := c.signal.Waveform(led.Unit), []int{}
		for i, e := range w.Edges {
			end := w.Period
			if i+1 < len(w.Edges) {
				end = w.Edges[i+1].At
			}
			got = append(got, int((end-e.At)/led.Unit))
		}
		if !slices.Equal(got, c.lit) || !strings.Contains(c.signal.Words(), c.word) {
			t.Errorf("%s: got %v, want %v", c.signal.Words(), got, c.lit)
		}
		if gap := leastGap(w); gap < mayFlash {
			t.Errorf("%s: flashes after %v", c.signal.Words(), gap)
		}
	}
}

func TestActions(t *testing.T) {
	for _, c := range []struct {
		product    led.Product
		code, want string
	}{
		{led.SoloPlus, "OLD", "turn the module off and on"}, {led.SoloPlus, "D", "turn the module off and on"},
		{led.SoloPlus, "HC3KA", "contact Support"}, {led.SoloPlus, "ID", "contact Support"}, {led.SoloPlus, "IH", "repeat the firmware upgrade"},
		{led.SoloPlus, "KFP", "repeat the firmware upgrade"}, {led.SoloPlus, "IJA", "contact Support"},
		{led.SoloPlus, "T", "restart the host and improve the cooling"},
		{led.SoloXC, "T", "restart the host and improve the cooling; or: contact Support; the module must be destroyed or returned"},
	} {
		if s, _ := led.SOSError(c.product, c.code); s.Action() != c.want {
			t.Errorf("%s: got %q, want %q", c.code, s.Action(), c.want)
		}
	}
	for digits, want := range map[string]string{
		"2-5-5": "export and expire the logs, reset the HSM, restart the hardserver", "1-1-1": "contact Support for a new battery, and replace the old one",
		"1-5-2": "let the HSM cool down and improve the cooling, then reset it", "1-5-4": "contact Support; a reset does not help",
		"2-1-5": "contact Support; a reset does not help", "1-2-3": "reset the HSM, and contact Support even if that helps",
	} {
		if s, _ := led.Error(digits); s.Action() != want {
			t.Errorf("%s: got %q, want %q", digits, s.Action(), want)
		}
	}
	for letters, want := range map[string]string{"OLC": "reset the HSM", "HV": "contact Support", "D": "turn the module off and on", "GGG": "contact Support"} {
		if c, _ := led.Remote(letters); c.Action() != want {
			t.Errorf("%s: got %q, want %q", letters, c.Action(), want)
		}
	}
	if got := led.Idle.Action(); got != "" {
		t.Errorf("idle: %q", got)
	}
}

// A waveform of any edges is no code or exactly the one that it is read as.
func FuzzDecode(f *testing.F) {
	for _, p := range led.Products() {
		s := errors(f, p)[3]
		var units []byte
		for _, e := range s.Waveform(1).Edges {
			units = append(units, byte(e.At))
		}
		f.Add(units, byte(7))
	}
	f.Fuzz(func(t *testing.T, units []byte, last byte) {
		w := led.Waveform{}
		for i, u := range units {
			c := led.Blue
			if i%2 == 1 {
				c = led.Dark
			}
			w.Edges = append(w.Edges, led.Edge{At: time.Duration(u), Colour: c})
			w.Period = time.Duration(u) + time.Duration(last)
		}
		code, ok := w.Decode(1)
		if !ok {
			return
		}
		p := led.SOS
		if strings.Contains(code, "-") {
			p = led.Morse
		}
		again := led.Signal{Pattern: p, Colour: led.Blue, Code: code}.Waveform(1)
		if again.Period != w.Period || !slices.Equal(again.Edges, w.Edges) {
			t.Errorf("%v was read as %s, which is %v", w, code, again)
		}
	})
}
