//go:build !js

package app_test

import (
	"slices"
	"testing"
	"time"

	"hsmlab/app"
	"hsmlab/sim/led"
)

// The past of a lamp is traced over its signals, forgets what is older than a minute and what undo took back, and
// belongs to one module.
func TestThePastOfTheLamp(t *testing.T) {
	const s = time.Second
	var l app.LampPast
	edge := func(at time.Duration, c led.Colour) led.Edge { return led.Edge{At: at, Colour: c} }
	want := func(now, wantEnd time.Duration, want ...led.Edge) {
		t.Helper()
		got, end := l.Trace(now)
		if !slices.Equal(got, want) || end != wantEnd {
			t.Errorf("got %v until %v, want %v until %v", got, end, want, wantEnd)
		}
	}
	want(s, 0)
	l.Note("A", led.PowerGood, 1*s, 2*s)
	want(3*s, 2*s, edge(0, led.Green))
	l.Note("A", led.Booting, 4*s, 4*s)
	l.Note("A", led.SecurityUpgrade, 5*s, 5*s)
	want(6500*time.Millisecond, 5500*time.Millisecond, edge(0, led.Green), edge(3*s, led.Cyan), edge(5*s, led.Blue))
	l.Note("A", led.Idle, 4500*time.Millisecond, 10*s) // undo, and another future
	want(10*s, 9*s, edge(0, led.Green), edge(3*s, led.Cyan), edge(3500*time.Millisecond, led.Blue))
	want(64*s, 60*s, edge(0, led.Cyan), edge(500*time.Millisecond, led.Blue))
	l.Note("A", led.Off, 100*s, 100*s)
	l.Note("A", led.PowerGood, 165*s, 165*s)
	want(166*s, 60*s, edge(0, led.Dark), edge(59*s, led.Green))
	l.Note("B", led.Idle, 20*s, 170*s)
	want(170*s, 60*s, edge(0, led.Blue))
}
