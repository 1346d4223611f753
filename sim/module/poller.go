package module

import (
	"slices"
	"time"

	"hsmlab/sim/vcm"
)

// Times of the background process that measures VCMs (guide 3.1.3.5, D-50). How long a round takes depends on how
// many VCMs run and on the load; 21 of them under full load take the longest, and then figures are up to 90 s old.
const (
	PollPause   = 30 * time.Second // between two rounds, fixed
	MaxPollTime = 60 * time.Second
	pollEach    = 2_860 * time.Millisecond // for each VCM that runs, at full load
)

// Sample is what the background process found out about a VCM when it last came by.
type Sample struct {
	At       time.Duration // virtual time
	MemoryKB int
	DiskKB   int
	CPU      int // percent of the VCM's share of the processors
}

// poller measures one VCM after the other, active or not, again and again. Nothing but what is measured depends
// on it, so that it needs no timer: it catches up when something is about to change or is asked.
type poller struct {
	running bool
	began   time.Duration // of the present round
	lasts   time.Duration // how long the present round takes
	order   []*vcm.VCM    // whom it visits; nil for one deleted meanwhile
	next    int           // in order
	samples map[string]Sample
}

// startPolling begins the first round, after a boot.
func (m *Module) startPolling() {
	m.poller = poller{running: true, samples: map[string]Sample{}}
	m.beginRound(m.time.Now())
}

func (m *Module) stopPolling() { m.poller = poller{} }

func (m *Module) beginRound(at time.Duration) {
	p := &m.poller
	p.began, p.lasts, p.order, p.next = at, m.pollTime(), slices.Clone(m.vcms), 0
}

// pollTime is how long a round takes now.
func (m *Module) pollTime() time.Duration {
	return min(pollEach*time.Duration(m.Active()*m.heat.around.load)/100, MaxPollTime)
}

// poll brings the samples up to the present moment. It must be called before anything changes that is measured,
// and before the load does: since the last call everything was as it is now.
func (m *Module) poll() {
	p := &m.poller
	if !p.running {
		return
	}
	now := m.time.Now()
	p.visit(now)
	if now < p.end() {
		return
	}
	m.beginRound(p.end())
	if cycle := p.lasts + PollPause; now-p.began >= cycle {
		p.began += (now - p.began) / cycle * cycle
		p.began -= cycle // the last round that is over; those before found the same
		p.visit(now)
		p.began, p.next = p.began+cycle, 0
	}
	p.visit(now)
}

// end is when the next round begins.
func (p *poller) end() time.Duration { return p.began + p.lasts + PollPause }

// visit measures those whose turn has come. A round's visits are spread evenly over it.
func (p *poller) visit(now time.Duration) {
	for ; p.next < len(p.order); p.next++ {
		at := p.began + p.lasts*time.Duration(p.next)/time.Duration(len(p.order))
		if at > now {
			return
		}
		if v := p.order[p.next]; v != nil {
			p.samples[v.UUID] = Sample{At: at, MemoryKB: v.MemoryKB(), DiskKB: v.DiskKB, CPU: v.CPU()}
		}
	}
}

// forgetSample drops what is known of a VCM that is deleted.
func (m *Module) forgetSample(v *vcm.VCM) {
	delete(m.poller.samples, v.UUID)
	if i := slices.Index(m.poller.order, v); i >= 0 {
		m.poller.order[i] = nil
	}
}

// Sampled is what the background process last found out about a VCM; false while it has not come by.
func (m *Module) Sampled(v *vcm.VCM) (Sample, bool) {
	m.poll()
	s, ok := m.poller.samples[v.UUID]
	return s, ok
}

// SampledAt is the module's date and time of a sample.
func (m *Module) SampledAt(s Sample) time.Time { return m.Clock.At(s.At) }
