package led_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hsmlab/sim/led"
)

// readVCD reads a value change dump back into edges, as a waveform viewer would.
func readVCD(text string) (edges []led.Edge, end time.Duration, err error) {
	names, on, now := map[string]string{}, map[string]bool{}, time.Duration(-1)
	header, body, found := strings.Cut(text, "$enddefinitions $end\n")
	if !found || !strings.Contains(header, "$timescale 1 us $end") {
		return nil, 0, fmt.Errorf("no header in\n%s", text)
	}
	for line := range strings.Lines(header) {
		if f := strings.Fields(line); f[0] == "$var" {
			names[f[3]] = f[4]
		}
	}
	flush := func() {
		if c := blend(on); now >= 0 && (len(edges) == 0 || edges[len(edges)-1].Colour != c) {
			edges = append(edges, led.Edge{At: now, Colour: c})
		}
	}
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		var at int64
		switch {
		case line == "$dumpvars" || line == "$end":
		case strings.HasPrefix(line, "#"):
			flush()
			if _, err := fmt.Sscanf(line, "#%d", &at); err != nil || time.Duration(at)*time.Microsecond < now {
				return nil, 0, fmt.Errorf("time %q after %v", line, now)
			}
			now = time.Duration(at) * time.Microsecond
		case len(line) > 1 && names[line[1:]] != "" && (line[0] == '0' || line[0] == '1'):
			on[names[line[1:]]] = line[0] == '1'
		default:
			return nil, 0, fmt.Errorf("line %q", line)
		}
	}
	return edges, now, nil
}

func blend(on map[string]bool) led.Colour {
	switch [3]bool{on["red"], on["green"], on["blue"]} {
	case [3]bool{true, false, false}:
		return led.Red
	case [3]bool{false, true, false}:
		return led.Green
	case [3]bool{false, false, true}:
		return led.Blue
	case [3]bool{false, true, true}:
		return led.Cyan
	case [3]bool{}:
		return led.Dark
	}
	return "mixed"
}

// A dump of any signal, read back, is the lamp again.
func TestVCDIsTheLamp(t *testing.T) {
	signals := allSignals(t)
	for _, p := range led.Products() {
		signals = append(signals, errors(t, p)...)
	}
	for _, s := range signals {
		w := s.Waveform(led.Unit)
		from, to := 3*led.Unit, 3*led.Unit+2*w.Period+time.Second
		trace := w.Trace(from, to, 10_000)
		edges, end, err := readVCD(string(led.VCD("363B-481D-F3BD", trace, to)))
		if err != nil || end != to-from {
			t.Fatalf("%s: end %v, want %v: %v", s.Words(), end, to-from, err)
		}
		for at := time.Duration(0); at < end; at += led.Unit / 2 {
			if got, want := (led.Waveform{Edges: edges}).At(at), w.At(from+at); got != want {
				t.Fatalf("%s at %v: the dump shows %s, the lamp %s", s.Words(), at, got, want)
			}
		}
	}
}

func TestVCDOfACode(t *testing.T) {
	s, _ := led.Error("1-1-1")
	w := s.Waveform(led.Unit)
	got := string(led.VCD("363B-481D-F3BD", w.Trace(0, w.Period, 100), w.Period))
	want := `$version hsmlab $end
$comment status LED of 363B-481D-F3BD $end
$timescale 1 us $end
$scope module led $end
$var wire 1 ! red $end
$var wire 1 " green $end
$var wire 1 # blue $end
$upscope $end
$enddefinitions $end
#0
$dumpvars
1!
0"
0#
$end
#200000
0!
#800000
1!
#1400000
0!
#2000000
1!
#2200000
0!
#3600000
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTraceEndsAtItsLimit(t *testing.T) {
	w := led.Tamper.Waveform(led.Unit)
	if got := len(w.Trace(0, time.Hour, 7)); got != 7 {
		t.Errorf("got %d edges, want 7", got)
	}
	if got := led.Idle.Waveform(led.Unit).Trace(time.Minute, time.Hour, 7); len(got) != 1 || got[0] != (led.Edge{At: time.Minute, Colour: led.Blue}) {
		t.Errorf("a steady lamp has %v", got)
	}
}

func TestListOfACode(t *testing.T) {
	s, _ := led.Error("2-1-5")
	w := s.Waveform(led.Unit)
	got := led.List(w.Trace(w.Period-led.Unit, w.Period+time.Second, 100))
	want := "    0.000s  off\n    0.200s  blue\n    0.400s  off\n    0.600s  blue\n    0.800s  off\n"
	if got != want || led.List(nil) != "" {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
