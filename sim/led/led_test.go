package led_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"hsmlab/sim/led"

	"pgregory.net/rapid"
)

// wantCodes is the corrected table of the ruling on LED codes (facts section 4;
// D-120 to D-126): dots and dashes, and the length of one round in units.
var wantCodes = map[string]struct {
	morse string
	units int
}{
	"1-1-1": {". - .", 18}, "1-2-1": {". -- .", 22}, "1-2-2": {". -- ..", 24}, "1-2-3": {". -- ...", 26},
	"1-2-4": {". -- ....", 28}, "1-2-5": {". -- .....", 30}, "1-3-1": {". --- .", 26}, "1-3-2": {". --- ..", 28},
	"1-3-3": {". --- ...", 30}, "1-3-4": {". --- ....", 32}, "1-3-5": {". --- .....", 34}, "1-5-1": {". ----- .", 34},
	"1-5-2": {". ----- ..", 36}, "1-5-3": {". ----- ...", 38}, "1-5-4": {". ----- ....", 40}, "1-5-5": {". ----- .....", 42},
	"2-1-1": {".. - .", 20}, "2-1-2": {".. - ..", 22}, "2-1-3": {".. - ...", 24}, "2-1-5": {".. - .....", 28},
	"2-2-2": {".. -- ..", 26}, "2-2-3": {".. -- ...", 28}, "2-2-4": {".. -- ....", 30}, "2-2-5": {".. -- .....", 32},
	"2-3-1": {".. --- .", 28}, "2-3-2": {".. --- ..", 30}, "2-3-3": {".. --- ...", 32}, "2-3-4": {".. --- ....", 34},
	"2-3-5": {".. --- .....", 36}, "2-5-1": {".. ----- .", 36}, "2-5-2": {".. ----- ..", 38}, "2-5-3": {".. ----- ...", 40},
	"2-5-4": {".. ----- ....", 42}, "2-5-5": {".. ----- .....", 44}, "3-1-1": {"... - .", 22}, "3-1-2": {"... - ..", 24},
}

// named are the signals of guide 4.4.1, with the words that must be in Words.
var named = []struct {
	signal led.Signal
	words  []string
}{
	{led.Off, []string{"dark", "no power"}},
	{led.PowerGood, []string{"green", "power is good"}},
	{led.Booting, []string{"cyan", "booting"}},
	{led.SecurityUpgrade, []string{"cyan", "blue", "slowly", "upgrade"}},
	{led.Idle, []string{"blue", "idle"}},
	{led.Active, []string{"blue, flickering", "active"}},
	{led.BootloaderFailure, []string{"red", "fast", "bootloader"}},
	{led.Tamper, []string{"blue", "red", "tamper"}},
}

func allSignals(t testing.TB) []led.Signal {
	t.Helper()
	var all []led.Signal
	for _, n := range named {
		all = append(all, n.signal)
	}
	for _, c := range led.Codes() {
		s, ok := led.Error(c.Digits)
		if !ok {
			t.Fatalf("no signal for %s", c.Digits)
		}
		all = append(all, s)
	}
	return all
}

func TestCodesAreThoseOfTheTable(t *testing.T) {
	codes := led.Codes()
	if len(codes) != len(wantCodes) {
		t.Errorf("got %d codes, want %d", len(codes), len(wantCodes))
	}
	for _, c := range codes {
		want, ok := wantCodes[c.Digits]
		s, _ := led.Error(c.Digits)
		if !ok || s.Morse() != want.morse {
			t.Errorf("%s: got %q, want %q", c.Digits, s.Morse(), want.morse)
		}
		if got := s.Waveform(led.Unit).Period; got != time.Duration(want.units)*led.Unit {
			t.Errorf("%s: one round takes %v, want %d units", c.Digits, got, want.units)
		}
		wantColour := led.Red
		if c.Digits == "2-1-5" {
			wantColour = led.Blue
		}
		if c.Colour != wantColour || s.Colour != wantColour {
			t.Errorf("%s: got %s and %s, want %s", c.Digits, c.Colour, s.Colour, wantColour)
		}
		if found, ok := led.Lookup(c.Digits); !ok || found != c || c.Meaning == "" {
			t.Errorf("Lookup(%s) = %+v, %v", c.Digits, found, ok)
		}
	}
}

func TestCodesThatNeverClear(t *testing.T) {
	never := ""
	for _, c := range led.Codes() {
		if !c.Clears {
			never += c.Digits + " "
		}
	}
	if want := "1-5-4 1-5-5 2-1-1 2-1-3 2-1-5 3-1-1 3-1-2 "; never != want {
		t.Errorf("got %s, want %s (ruling D-37)", never, want)
	}
}

func TestNoSuchCode(t *testing.T) {
	for _, digits := range []string{"", "1-1-2", "2-1-4", "4-1-1", "123", "1-2-3 ", "SOS"} {
		if s, ok := led.Error(digits); ok || s != (led.Signal{}) {
			t.Errorf("Error(%q) = %+v, %v", digits, s, ok)
		}
		if _, ok := led.Lookup(digits); ok {
			t.Errorf("Lookup(%q) found something", digits)
		}
	}
}

// A code read off the lamp is the code that is shown, whatever a dot lasts.
func TestDecodeReadsEveryCode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(led.Codes()).Draw(t, "code")
		unit := time.Duration(rapid.Int64Range(int64(time.Millisecond), int64(time.Second)).Draw(t, "unit"))
		s, _ := led.Error(c.Digits)
		if got, ok := s.Waveform(unit).Decode(unit); !ok || got != c.Digits {
			t.Fatalf("%s came back as %q, %v", c.Digits, got, ok)
		}
	})
	for _, c := range led.Codes() {
		s, _ := led.Error(c.Digits)
		if got, ok := s.Waveform(led.Unit).Decode(led.Unit); !ok || got != c.Digits {
			t.Errorf("%s came back as %q, %v", c.Digits, got, ok)
		}
	}
}

// Decoding takes the colours one would see, not the edges: sampled at any
// moments, the lamp of a code is lit for as many units as the code has.
func TestLampIsLitAsLongAsTheCodeSays(t *testing.T) {
	for _, c := range led.Codes() {
		s, _ := led.Error(c.Digits)
		w := s.Waveform(led.Unit)
		lit := 0
		for at := led.Unit / 2; at < w.Period; at += led.Unit {
			if w.At(at) != led.Dark {
				lit++
			}
		}
		if want := strings.Count(s.Morse(), ".") + 3*strings.Count(s.Morse(), "-"); lit != want {
			t.Errorf("%s: lit for %d units, want %d", c.Digits, lit, want)
		}
	}
}

func TestDecodeRefusesWhatIsNoCode(t *testing.T) {
	code, _ := led.Error("1-2-3")
	good := code.Waveform(led.Unit)
	change := func(f func(w *led.Waveform)) led.Waveform {
		w := code.Waveform(led.Unit)
		f(&w)
		return w
	}
	for name, w := range map[string]led.Waveform{
		"nothing":          {},
		"short last gap":   change(func(w *led.Waveform) { w.Period -= led.Unit }),
		"no last gap":      change(func(w *led.Waveform) { w.Edges = w.Edges[:len(w.Edges)-1] }),
		"begins late":      change(func(w *led.Waveform) { w.Edges = w.Edges[2:] }),
		"ragged":           change(func(w *led.Waveform) { w.Edges[3].At += time.Millisecond }),
		"two colours":      change(func(w *led.Waveform) { w.Edges[2].Colour = led.Blue }),
		"no period":        change(func(w *led.Waveform) { w.Period = 0 }),
		"edges backwards":  change(func(w *led.Waveform) { w.Edges[3].At = 0 }),
		"steady":           led.Idle.Waveform(led.Unit),
		"flicker":          led.Active.Waveform(led.Unit),
		"fast flash":       led.BootloaderFailure.Waveform(led.Unit),
		"three plain dots": {Period: 12 * led.Unit, Edges: []led.Edge{{0, led.Red}, {led.Unit, led.Dark}}},
	} {
		if got, ok := w.Decode(led.Unit); ok || got != "" {
			t.Errorf("%s: read as %q", name, got)
		}
	}
	for _, unit := range []time.Duration{0, -1, led.Unit / 2, led.Unit * 2, led.Unit + 1} {
		if got, ok := good.Decode(unit); ok {
			t.Errorf("unit %v: read as %q", unit, got)
		}
	}
}

func TestWaveformsAreWellFormed(t *testing.T) {
	for _, s := range allSignals(t) {
		w := s.Waveform(led.Unit)
		if len(w.Edges) == 0 || w.Edges[0].At != 0 {
			t.Fatalf("%s: first edge is not at 0: %v", s.Words(), w.Edges)
		}
		steady := s.Pattern == led.Steady
		if steady != (w.Period == 0) || steady != (len(w.Edges) == 1) {
			t.Errorf("%s: period %v with %d edges", s.Words(), w.Period, len(w.Edges))
		}
		for i, e := range w.Edges[1:] {
			before := w.Edges[i]
			if e.At <= before.At || e.At >= w.Period || e.Colour == before.Colour {
				t.Errorf("%s: edge %v follows %v", s.Words(), e, before)
			}
			if w.At(e.At) != e.Colour || w.At(e.At-1) != before.Colour || w.At(e.At+3*w.Period) != e.Colour || w.At(e.At-w.Period) != e.Colour {
				t.Errorf("%s: At disagrees with edge %v", s.Words(), e)
			}
		}
	}
}

func TestColoursOfTheGuide(t *testing.T) {
	for _, c := range []struct {
		signal led.Signal
		want   string
	}{
		{led.Off, "off"}, {led.PowerGood, "green"}, {led.Booting, "cyan"}, {led.SecurityUpgrade, "cyan blue"}, {led.Idle, "blue"},
		{led.Active, "blue off"}, {led.BootloaderFailure, "red off"}, {led.Tamper, "blue red"},
	} {
		var seen []string
		for _, e := range c.signal.Waveform(led.Unit).Edges[:min(2, len(c.signal.Waveform(led.Unit).Edges))] {
			seen = append(seen, string(e.Colour))
		}
		if got := strings.Join(seen, " "); got != c.want {
			t.Errorf("%s: got %s, want %s", c.signal.Words(), got, c.want)
		}
	}
}

// leastGap is the shortest time between the beginnings of two flashes of a lamp, a whole period for one flash in each;
// 0 is a lamp that does not flash. A flash begins where the lamp goes dark or changes colour, and comes back: counted
// here as edges into the first colour.
func leastGap(w led.Waveform) time.Duration {
	var begins []time.Duration
	for _, e := range w.Edges {
		if e.Colour == w.Edges[0].Colour && w.Period > 0 {
			begins = append(begins, e.At)
		}
	}
	least := w.Period
	for i, at := range begins {
		next := begins[0] + w.Period
		if i+1 < len(begins) {
			next = begins[i+1]
		}
		least = min(least, next-at)
	}
	return least
}

// mayFlash is the time that must lie between two flashes: 2.5 of them in a second. WCAG 2.3.1 allows three.
const mayFlash = 400 * time.Millisecond

// The page's large lamp takes no dot below led.Unit. With that, none of what any product's lamp shows flashes more than
// 2.5 times a second: states, modes, and every code, with every numeral.
func TestNothingFlashesTooFast(t *testing.T) {
	all := append(allSignals(t), led.SoloOperational, led.SoloInitialization, led.SoloMaintenance, led.Signal{Pattern: led.FastFlash, Colour: led.Green})
	sos := 0
	for _, p := range led.Products() {
		for _, s := range errors(t, p) {
			all = append(all, s)
			if s.Pattern == led.SOS {
				sos++
			}
		}
	}
	if sos < 200 {
		t.Errorf("only %d SOS codes were looked at", sos)
	}
	for _, s := range all {
		switch gap := leastGap(s.Waveform(led.Unit)); {
		case gap == 0 && s.Pattern != led.Steady:
			t.Errorf("%s: does not flash", s.Words())
		case gap != 0 && gap < mayFlash:
			t.Errorf("%s: flashes after %v", s.Words(), gap)
		}
	}
	if got := leastGap(led.BootloaderFailure.Waveform(led.Unit / 2)); got != mayFlash/2 {
		t.Errorf("a fast flash of half the length: %v between flashes", got)
	}
}

func TestWords(t *testing.T) {
	for _, n := range named {
		for _, word := range n.words {
			if got := n.signal.Words(); !strings.Contains(got, word) {
				t.Errorf("%+v: %q lacks %q", n.signal, got, word)
			}
		}
	}
	code, _ := led.Error("1-2-3")
	for signal, want := range map[led.Signal]string{
		code:                                   "red, Morse 1-2-3 (. -- ...): Main processor core voltage out of spec",
		led.Active:                             "blue, flickering: the system is active",
		led.Signal{}:                           led.Off.Words(),
		{Pattern: led.Steady, Colour: led.Red}: "red, steady: not a known signal, contact Entrust Support",
		{Pattern: led.Morse, Colour: led.Red, Code: "1-1-4"}:      "red, Morse 1-1-4 (. - ....): not a known code, contact Entrust Support",
		{Pattern: led.Morse, Colour: led.Blue, Code: code.Code}:   "blue, Morse 1-2-3 (. -- ...): not a known code, contact Entrust Support",
		{Pattern: led.Morse, Colour: led.Red, Code: "not a code"}: "red, Morse not a code (): not a known code, contact Entrust Support",
	} {
		if got := signal.Words(); got != want {
			t.Errorf("%+v: got %q, want %q", signal, got, want)
		}
	}
	seen := map[string]bool{}
	for _, s := range allSignals(t) {
		if seen[s.Words()] {
			t.Errorf("two signals say %q", s.Words())
		}
		seen[s.Words()] = true
	}
}

func TestSignalsThatAreNone(t *testing.T) {
	for _, s := range []led.Signal{
		{}, {Pattern: "disco", Colour: led.Red}, {Pattern: led.Morse, Colour: led.Red}, {Pattern: led.Morse, Colour: led.Red, Code: "1-2-6"},
		{Pattern: led.Morse, Colour: led.Red, Code: "0-1-1"}, {Pattern: led.Morse, Colour: led.Red, Code: "1.2.3"},
	} {
		if w := s.Waveform(led.Unit); w.At(0) != led.Dark || w.Period != 0 {
			t.Errorf("%+v: shows %v", s, w)
		}
		if s.Morse() != "" {
			t.Errorf("%+v: has Morse %q", s, s.Morse())
		}
	}
	if got := (led.Waveform{}).At(time.Second); got != led.Dark {
		t.Errorf("zero waveform: got %s, want dark", got)
	}
}

// The page and the snapshot see signals as JSON.
func TestJSON(t *testing.T) {
	code, _ := led.Error("2-1-5")
	for signal, want := range map[led.Signal]string{
		led.Idle:   `{"pattern":"steady","colour":"blue"}`,
		led.Tamper: `{"pattern":"alternate","colour":"blue","second":"red"}`,
		code:       `{"pattern":"morse","colour":"blue","code":"2-1-5"}`,
	} {
		got, err := json.Marshal(signal)
		if err != nil || string(got) != want {
			t.Errorf("got %s, %v; want %s", got, err, want)
		}
		var back led.Signal
		if err := json.Unmarshal(got, &back); err != nil || back != signal {
			t.Errorf("%s came back as %+v, %v", want, back, err)
		}
	}
	wave, err := json.Marshal(led.BootloaderFailure.Waveform(time.Microsecond))
	if want := `{"period":2000,"edges":[{"at":0,"colour":"red"},{"at":1000,"colour":"off"}]}`; err != nil || string(wave) != want {
		t.Errorf("got %s, %v; want %s", wave, err, want)
	}
}
