package app

import (
	"maps"
	"slices"
	"time"

	"hsmlab/sim"
)

// history is what the modules have measured since the page came up. It is bounded: a module keeps as many points for
// each span as a chart can show, however long the lab runs.
type history struct {
	modules map[string]*record // by ESN
	last    time.Duration      // of the newest measurement
}

// measureEvery is the virtual time between two measurements while nothing changes.
const measureEvery = time.Second

// pointsKept is how many points a track may have.
const pointsKept = 240

// record is one module's past.
type record struct {
	rails  []string // names of the supply voltages, in the order of the columns behind fixedColumns
	tracks [len(spans)]track
	now    []int32
}

// spans are what the charts can show; 0 is everything.
var spans = [...]struct {
	length time.Duration
	label  string
}{{10 * time.Minute, "10 min"}, {time.Hour, "1 h"}, {0, "All"}}

// The columns of a measurement; supply voltages follow.
const (
	columnCPU = iota
	columnCrypto
	columnMCP
	columnAmbient
	columnBattery
	columnLogs
	columnMemory
	columnLoad
	fixedColumns
)

// railBattery is among the voltages of the statistics, but not a supply voltage.
const railBattery = "voltage_battery"

// point is what was measured in one piece of time: the newest values, and the extremes.
type point struct {
	from, at        time.Duration
	last, low, high []int32
}

// track is a module's past in pieces of one length.
type track struct {
	piece  time.Duration
	points []point
}

// add notes a measurement. When time has gone back (undo, a fresh lab) the past is another one: it begins anew.
func (h *history) add(now time.Duration, list []sim.Measured) {
	if h.modules == nil || now < h.last {
		h.modules = map[string]*record{}
	}
	h.last = now
	for _, m := range list {
		r := h.modules[m.ESN]
		if r == nil {
			r = newRecord(m)
			h.modules[m.ESN] = r
		}
		r.add(now, r.columns(m))
	}
}

func newRecord(m sim.Measured) *record {
	r := &record{}
	for _, name := range slices.Sorted(maps.Keys(m.Sensors.Millivolts)) {
		if name != railBattery {
			r.rails = append(r.rails, name)
		}
	}
	for i, s := range spans {
		r.tracks[i].piece = s.length / pointsKept
	}
	r.tracks[len(spans)-1].piece = measureEvery
	return r
}

// columns are the values of a measurement in their order.
func (r *record) columns(m sim.Measured) []int32 {
	s := m.Sensors
	values := make([]int32, fixedColumns, fixedColumns+len(r.rails))
	for column, v := range map[int]int{
		columnCPU: s.CPUMilliC, columnCrypto: s.CryptoMilliC, columnMCP: s.MCPMilliC, columnAmbient: s.AmbientMilliC,
		columnBattery: s.BatteryMillivolt, columnLogs: m.Logs.Bytes, columnMemory: s.MemUsedKB, columnLoad: s.LoadPercent,
	} {
		values[column] = int32(v)
	}
	for _, name := range r.rails {
		values = append(values, int32(s.Millivolts[name]))
	}
	return values
}

func (r *record) add(now time.Duration, values []int32) {
	r.now = values
	for i := range r.tracks {
		r.tracks[i].add(now, values)
		r.tracks[i].trim(now, spans[i].length)
	}
}

// add puts values into the piece of time that is being written, or begins the next one.
func (t *track) add(now time.Duration, values []int32) {
	if n := len(t.points); n > 0 && now-t.points[n-1].from < t.piece {
		t.points[n-1] = t.points[n-1].with(point{at: now, last: values, low: values, high: values})
		return
	}
	t.points = append(t.points, point{from: now, at: now, last: values, low: values, high: values})
}

// trim forgets what is older than the span, but for one point, at which the line comes in. A track of everything is
// thinned out instead: its pieces become twice as long.
func (t *track) trim(now, span time.Duration) {
	if span > 0 {
		for len(t.points) > 1 && t.points[1].at < now-span {
			t.points = t.points[1:]
		}
		return
	}
	if len(t.points) <= pointsKept {
		return
	}
	kept := make([]point, 0, pointsKept+1)
	for i := 0; i+1 < len(t.points); i += 2 {
		kept = append(kept, t.points[i].with(t.points[i+1]))
	}
	if len(t.points)%2 == 1 {
		kept = append(kept, t.points[len(t.points)-1])
	}
	t.points, t.piece = kept, 2*t.piece
}

// with joins a point with one that follows it.
func (p point) with(next point) point {
	low, high := slices.Clone(p.low), slices.Clone(p.high)
	for i := range low {
		low[i], high[i] = min(low[i], next.low[i]), max(high[i], next.high[i])
	}
	return point{p.from, next.at, next.last, low, high}
}

// extremes are the lowest and the highest value of a column among the points.
func (t *track) extremes(column int) (low, high int32) {
	for i, p := range t.points {
		if i == 0 {
			low, high = p.low[column], p.high[column]
		}
		low, high = min(low, p.low[column]), max(high, p.high[column])
	}
	return low, high
}
