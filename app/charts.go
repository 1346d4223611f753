package app

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"hsmlab/sim"
)

// chart is one small multiple: a quantity over time with its limits.
type chart struct {
	id, title string
	unit      string
	scale     int // stored units in one shown unit
	digits    int // behind the decimal point
	low, high int // of the axis, in stored units; it grows when values leave it
	columns   []int
	of        []int // what each column is a deviation from, in stored units; nil: values are shown as they are
	marks     []mark
}

// mark is a limit.
type mark struct {
	at     int
	below  bool   // it counts when the value is below it
	danger bool   // not only a warning
	label  string // beside the line
	words  string // what is so when it is passed
}

// charts are the small multiples of a module, from top to bottom.
func charts(m sim.ModuleSnapshot, rails []string) []chart {
	s, l := m.Sensors, m.Limits
	list := []chart{
		{"cpu", "Main processor", "°C", 1000, 1, 20_000, 110_000, []int{columnCPU}, nil, []mark{
			{l.CoolCPUMilliC, false, false, "well cooled", "warmer than a well cooled module"},
			{l.ThrottleMilliC, false, false, "slows down", "so warm that it runs slower"},
			{l.CPUMilliC, false, true, "error 1-5-2", "too hot: error 1-5-2"}}},
		{"crypto", "Crypto co-processor", "°C", 1000, 1, 20_000, 115_000, []int{columnCrypto}, nil, []mark{
			{l.CoolCryptoMilliC, false, false, "well cooled", "warmer than a well cooled module"},
			{l.CryptoMilliC, false, true, "error 1-5-3", "too hot: error 1-5-3"}}},
		{"mcp", "Security processor", "°C", 1000, 1, 20_000, 95_000, []int{columnMCP}, nil, []mark{
			{l.MCPMilliC, false, true, "error 1-5-1", "too hot: error 1-5-1"}}},
		{"battery", "Battery", "V", 1000, 2, 2_200, 3_800, []int{columnBattery}, nil, []mark{
			{l.BatteryAdvice, true, false, "ask Support", "low: ask Support for a new one"},
			{l.BatteryMin, true, true, "error 1-1-1", "too low: error 1-1-1"},
			{l.BatteryMax, false, true, "error 1-1-1", "too high: error 1-1-1"}}},
		railChart(l, rails),
		{"logs", "Logs stored", "KiB", 1024, 1, 0, m.Logs.Capacity, []int{columnLogs}, nil, []mark{
			{m.Logs.Safe, false, false, "safe level", "above the safe level"},
			{m.Logs.Critical, false, true, "critical", "critical: only the logs can be had"}}},
		{"memory", "Memory in use", "GiB", 1 << 20, 2, 0, s.MemTotalKB, []int{columnMemory}, nil, nil},
		{"load", "Load", "%", 1, 0, 0, 100, []int{columnLoad}, nil, nil},
	}
	return list
}

// railChart has all supply voltages in one: how far each is from its nominal value, in tenths of a percent.
func railChart(l sim.LimitSnapshot, rails []string) chart {
	c := chart{id: "voltages", title: "Supply voltages", unit: "%", scale: 10, digits: 1, low: -150, high: 150, marks: []mark{
		{l.TolerancePercent * 10, false, true, "too high", "out of range"},
		{-l.TolerancePercent * 10, true, true, "too low", "out of range"}}}
	for i, name := range rails {
		c.columns = append(c.columns, fixedColumns+i)
		c.of = append(c.of, l.NominalMillivolts[name])
	}
	return c
}

// passed tells whether a value is beyond the mark.
func (m mark) passed(v int) bool {
	if m.below {
		return v < m.at
	}
	return v >= m.at
}

// value is what the i-th line of the chart has for a row of columns; false where nothing is measured: a rail without
// power.
func (c chart) value(i int, row []int32) (int, bool) {
	v := int(row[c.columns[i]])
	if c.of == nil {
		return v, true
	}
	if v == 0 || c.of[i] == 0 {
		return 0, false
	}
	return (v - c.of[i]) * 1000 / c.of[i], true
}

// worst is the line that is furthest from where it should be: of one line, that one. -1: nothing is measured.
func (c chart) worst(row []int32) int {
	worst, most := -1, -1
	for i := range c.columns {
		v, ok := c.value(i, row)
		if !ok {
			continue
		}
		if c.of != nil && max(v, -v) > most || c.of == nil {
			worst, most = i, max(v, -v)
		}
	}
	return worst
}

// text writes a value with its unit.
func (c chart) text(v int) string {
	sign := ""
	if c.of != nil && v > 0 {
		sign = "+"
	}
	return sign + decimal(v, c.scale, c.digits) + " " + c.unit
}

// decimal writes v/scale with that many digits behind the point, rounded towards zero.
func decimal(v, scale, digits int) string {
	sign := ""
	if v < 0 {
		sign, v = "−", -v
	}
	if digits == 0 {
		return fmt.Sprint(sign, v/scale)
	}
	power := 1
	for range digits {
		power *= 10
	}
	return fmt.Sprintf("%s%d.%0*d", sign, v/scale, digits, v%scale*power/scale)
}

// reading is what a chart says in words: value, what that means, and "", "warn" or "danger".
func (c chart) reading(row []int32, rails []string) (value, words, kind string) {
	i := c.worst(row)
	if i < 0 {
		return "no power", "", ""
	}
	v, _ := c.value(i, row)
	value = c.text(v)
	if c.of != nil {
		value = strings.TrimPrefix(rails[i], "voltage_") + " " + value
	}
	for _, m := range c.marks {
		if m.passed(v) && kind != "danger" {
			words, kind = m.words, "warn"
			if m.danger {
				kind = "danger"
			}
		}
	}
	return value, words, kind
}

// drawing is what web/lazy/charts.js draws.
type drawing struct {
	X      []int64   `json:"x"`    // seconds since 1970, lab time
	From   int64     `json:"from"` // of the axis
	To     int64     `json:"to"`
	Charts []plotted `json:"charts"`
}

// plotted is a chart with its points. Values are in stored units, null where nothing was measured.
type plotted struct {
	ID     string        `json:"id"`
	Unit   string        `json:"unit"`
	Scale  int           `json:"scale"`
	Low    int           `json:"low"`
	High   int           `json:"high"`
	Worst  int           `json:"worst"`
	Danger bool          `json:"danger"`
	Marks  []plottedMark `json:"marks"`
	Lines  [][]*int      `json:"lines"`
}

type plottedMark struct {
	At     int    `json:"at"`
	Below  bool   `json:"below"`
	Danger bool   `json:"danger"`
	Label  string `json:"label"`
}

// leastSpan is how much time a chart shows at least.
const leastSpan = time.Minute

// draw makes the drawing of a track; begin is the lab's true time at its beginning.
func draw(list []chart, r *record, span int, begin time.Time, now time.Duration) drawing {
	t := r.tracks[span]
	d := drawing{To: begin.Add(now).Unix()}
	for _, p := range t.points {
		d.X = append(d.X, begin.Add(p.at).Unix())
	}
	d.From = d.To - int64(leastSpan/time.Second)
	if len(d.X) > 0 {
		d.From = min(d.From, begin.Add(t.points[0].from).Unix())
	}
	if length := spans[span].length; length > 0 {
		d.From = max(d.From, d.To-int64(length/time.Second))
	}
	for _, c := range list {
		d.Charts = append(d.Charts, c.plot(t.points, r))
	}
	return d
}

func (c chart) plot(points []point, r *record) plotted {
	_, _, kind := c.reading(r.now, r.rails)
	p := plotted{ID: c.id, Unit: c.unit, Scale: c.scale, Low: c.low, High: c.high, Worst: c.worst(r.now), Danger: kind == "danger", Marks: []plottedMark{}}
	for _, m := range c.marks {
		p.Marks = append(p.Marks, plottedMark{m.at, m.below, m.danger, m.label})
	}
	for i := range c.columns {
		line := make([]*int, len(points))
		for j, at := range points {
			if v, ok := c.value(i, at.last); ok {
				line[j] = &v
				p.Low, p.High = min(p.Low, v), max(p.High, v)
			}
		}
		p.Lines = append(p.Lines, line)
	}
	return p
}

func (d drawing) encode() string {
	data, err := json.Marshal(d)
	if err != nil {
		panic("BUG: a drawing is not JSON: " + err.Error())
	}
	return string(data)
}

// tableOf is the charts' twin in words: a row for each quantity, and one for each supply voltage.
func tableOf(list []chart, r *record, span int) [][]string {
	t := &r.tracks[span]
	var rows [][]string
	for _, c := range list {
		if c.of == nil {
			low, high := t.extremes(c.columns[0])
			_, words, _ := c.reading(r.now, r.rails)
			rows = append(rows, []string{c.title, c.text(int(r.now[c.columns[0]])), c.text(int(low)), c.text(int(high)), c.limits(), words})
			continue
		}
		for i, name := range r.rails {
			rows = append(rows, c.railRow(t, i, name, r.now))
		}
	}
	return rows
}

func (c chart) railRow(t *track, i int, name string, now []int32) []string {
	volts := chart{unit: "V", scale: 1000, digits: 3}
	low, high := t.extremes(c.columns[i])
	words := ""
	v, ok := c.value(i, now)
	if at := slices.IndexFunc(c.marks, func(m mark) bool { return ok && m.passed(v) }); at >= 0 {
		words = c.marks[at].words
	}
	return []string{name, volts.text(int(now[c.columns[i]])), volts.text(int(low)), volts.text(int(high)),
		volts.text(c.of[i]) + " ± " + decimal(c.marks[0].at, c.scale, 0) + " %", words}
}

// limits lists the marks in words.
func (c chart) limits() string {
	var list []string
	for _, m := range c.marks {
		side := "from "
		if m.below {
			side = "below "
		}
		list = append(list, side+c.text(m.at)+" "+m.label)
	}
	return strings.Join(list, "; ")
}
