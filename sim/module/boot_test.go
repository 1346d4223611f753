package module_test

import (
	"testing"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/feature"
	"hsmlab/sim/firmware"
	"hsmlab/sim/led"
	"hsmlab/sim/module"
	"hsmlab/sim/sshkey"
)

// card is a module with power, on a clock of its own.
type card struct {
	*module.Module
	clock *clock.Clock
}

func newCard(speed feature.Speed, maxActive int) card {
	c := &clock.Clock{}
	l := module.Lifetime{ESN: "1111-2222-3333", Speed: speed, MaxActive: maxActive, Features: feature.ForeignTokenOpen | speed.Bit()}
	m := module.New(l, firmware.Delivered("14.1.1", "13.6.3", "1.1.0"), c, entropy.New(1))
	c.Settle = m.Relight
	m.Install()
	return card{m, c}
}

func (c card) pass(d time.Duration) { c.clock.Advance(d) }

// enrolled makes the module leave factory state.
func (c card) enrolled(t *testing.T) card {
	t.Helper()
	key := sshkey.FromSeed([32]byte{1}).Public()
	if _, r := c.Enroll(map[sshkey.Service]sshkey.Public{"sshadmin": key, "setup": key, "orchestrator": key}); r != nil {
		t.Fatal(r)
	}
	return c
}

const tick = time.Microsecond

// step is something that is done to the module at a time since the reset began.
type step struct {
	at time.Duration
	do func(card)
}

func press(c card)   { c.Press() }
func release(c card) { c.Release() }
func reset(c card)   { c.Reset() }
func off(c card)     { c.SetPower(false) }
func on(c card)      { c.SetPower(true) }

// The recovery button by guide 4.5.4.2 and ruling D-140: each way to get it wrong ends in primary mode, with
// keys and VCMs kept.
func TestRecoveryButton(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps []step
		want  module.Image
	}{
		{"not touched", nil, module.Primary},
		{"held from before the reset", []step{{-10 * time.Second, press}}, module.Recovery},
		{"held for days before the reset", []step{{-72 * time.Hour, press}}, module.Recovery},
		{"pressed in the instant of the reset", []step{{0, press}}, module.Recovery},
		{"pressed at 5 s", []step{{5 * time.Second, press}}, module.Recovery},
		{"pressed a microsecond after 5 s", []step{{5*time.Second + tick, press}}, module.Primary},
		{"pressed at 30 s", []step{{30 * time.Second, press}}, module.Primary},
		{"released at 60 s", []step{{0, press}, {60 * time.Second, release}}, module.Recovery},
		{"released a microsecond before 60 s", []step{{0, press}, {60*time.Second - tick, release}}, module.Primary},
		{"released at 30 s", []step{{0, press}, {30 * time.Second, release}}, module.Primary},
		{"never released", []step{{0, press}}, module.Recovery},
		{"released before the reset", []step{{-2 * time.Second, press}, {-time.Second, release}}, module.Primary},
		{"let go and pressed again at 3 s", []step{{0, press}, {2 * time.Second, release}, {3 * time.Second, press}}, module.Recovery},
		{"let go for a moment at 40 s", []step{{0, press}, {40 * time.Second, release}, {40*time.Second + tick, press}}, module.Primary},
		{"pressed twice without a release", []step{{-time.Second, press}, {20 * time.Second, press}}, module.Recovery},
		{"second reset at 50 s starts it anew", []step{{0, press}, {50 * time.Second, reset}, {70 * time.Second, release}}, module.Primary},
		{"second reset at 50 s, held on", []step{{0, press}, {50 * time.Second, reset}}, module.Recovery},
		{"power off and on at 50 s, held on", []step{{0, press}, {50 * time.Second, off}, {55 * time.Second, on}}, module.Recovery},
		{"pressed without power, released with it", []step{{20 * time.Second, off}, {25 * time.Second, press}, {30 * time.Second, on}, {31 * time.Second, release}}, module.Primary},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newCard(feature.High, 0).enrolled(t)
			m.pass(100 * time.Hour)
			start := m.clock.Now()
			runSteps(m, start, c.steps)
			m.pass(200 * time.Second)
			if got := m.Image(); got != c.want {
				t.Errorf("got the %s image, want %s", got, c.want)
			}
			if got, want := m.Factory(), c.want == module.Recovery; got != want {
				t.Errorf("factory state: got %v, want %v", got, want)
			}
			if !m.Up() {
				t.Error("the module is not up")
			}
		})
	}
}

// runSteps does the steps, and the reset that all their times count from, in the order of time. The module's
// clock stands at start.
func runSteps(m card, start time.Duration, steps []step) {
	base := start + 80*time.Hour
	done := false
	doReset := func() {
		m.pass(base - m.clock.Now())
		m.Reset()
		done = true
	}
	for _, s := range steps {
		if s.at >= 0 && !done {
			doReset()
		}
		m.pass(base + s.at - m.clock.Now())
		s.do(m)
	}
	if !done {
		doReset()
	}
}

func TestLeavingRecoveryErasesAgain(t *testing.T) {
	m := newCard(feature.High, 0).enrolled(t)
	m.Press()
	m.Reset()
	m.pass(90 * time.Second)
	m.Release()
	if m.Image() != module.Recovery || m.Wipes() != 1 {
		t.Fatalf("got image %s after %d wipes, want recovery after 1", m.Image(), m.Wipes())
	}
	m.enrolled(t)
	m.Reset()
	m.pass(90 * time.Second)
	if m.Image() != module.Primary || !m.Factory() || m.Wipes() != 2 {
		t.Errorf("got image %s, factory %v, %d wipes; want primary, true, 2", m.Image(), m.Factory(), m.Wipes())
	}
}

func TestLEDThroughABoot(t *testing.T) {
	m := newCard(feature.High, 0)
	m.pass(time.Hour)
	m.Reset()
	for _, c := range []struct {
		after time.Duration
		want  led.Signal
	}{
		{0, led.PowerGood}, {10*time.Second - tick, led.PowerGood}, {10 * time.Second, led.Booting},
		{60 * time.Second, led.Booting}, {90*time.Second - tick, led.Booting}, {90 * time.Second, led.Idle},
	} {
		m.pass(time.Hour + c.after - m.clock.Now())
		if got, _ := m.LED(); got != c.want {
			t.Errorf("%s after the reset: got %v, want %v", c.after, got, c.want)
		}
	}
	m.SetPower(false)
	if got, _ := m.LED(); got != led.Off {
		t.Errorf("without power: got %v, want off", got)
	}
}

func TestPowerSwitchedTwiceIsSwitchedOnce(t *testing.T) {
	m := newCard(feature.High, 0)
	m.SetPower(true)
	if m.Resets() != 0 {
		t.Error("switching on what is on resets the module")
	}
	m.SetPower(false)
	m.SetPower(false)
	m.pass(time.Hour)
	if m.Up() || m.Powered() {
		t.Error("a module without power is up")
	}
	m.SetPower(true)
	m.pass(90 * time.Second)
	if !m.Up() || m.Resets() != 1 {
		t.Errorf("after power on: up %v, %d resets; want true, 1", m.Up(), m.Resets())
	}
}

// Faults by ruling D-37: a reset or a power cycle ends the error state if and only if the cause is gone and the
// code is one that can be cleared.
func TestFaultsAndResets(t *testing.T) {
	powerCycle := func(c card) { off(c); on(c) }
	for _, c := range []struct {
		name    string
		code    string
		mend    bool
		restart func(card)
		want    bool // still failed
	}{
		{"cause gone, reset", "1-2-1", true, reset, false},
		{"cause gone, power cycle", "1-2-1", true, powerCycle, false},
		{"cause there, reset", "1-2-1", false, reset, true},
		{"cause there, power cycle", "1-2-1", false, powerCycle, true},
		{"cause gone, nothing done", "1-2-1", true, func(card) {}, true},
		{"1-5-4 never clears", "1-5-4", true, reset, true},
		{"2-1-1 never clears", "2-1-1", true, powerCycle, true},
		{"3-1-1 never clears", "3-1-1", true, reset, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newCard(feature.High, 0)
			if !m.Break(c.code) {
				t.Fatalf("no fault %s", c.code)
			}
			if c.mend {
				m.Mend(c.code)
			}
			c.restart(m)
			m.pass(100 * time.Second)
			if got := m.Failed(); got != c.want {
				t.Errorf("failed: got %v, want %v", got, c.want)
			}
		})
	}
}

func TestFaultThatComesBackBeforeTheReset(t *testing.T) {
	m := newCard(feature.High, 0)
	m.Break("1-1-1")
	m.Mend("1-1-1")
	m.Break("1-1-1")
	m.Reset()
	if !m.Failed() {
		t.Error("a reset cleared a fault whose cause is there again")
	}
	if got := len(m.Faults()); got != 1 {
		t.Errorf("got %d faults, want 1", got)
	}
}

func TestUnknownFault(t *testing.T) {
	if newCard(feature.High, 0).Break("9-9-9") {
		t.Error("there is no fault 9-9-9, but it happened")
	}
}
