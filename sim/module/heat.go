package module

import (
	"slices"
	"time"

	"hsmlab/sim/clock"
)

// Airflow is how much the fans of the host blow over the module's passive heatsink (guide 4.13.2).
type Airflow string

const (
	AirflowNormal Airflow = "normal"
	AirflowLow    Airflow = "low"  // a blocked filter, a fan that stands still
	AirflowNone   Airflow = "none" // no forced air at all
)

// percent is how much warmer than the air a module gets, against normal airflow [simulated].
func (a Airflow) percent() int {
	return map[Airflow]int{AirflowNormal: 100, AirflowLow: 160, AirflowNone: 240}[a]
}

// Airflows lists the possible airflows.
func Airflows() []Airflow { return []Airflow{AirflowNormal, AirflowLow, AirflowNone} }

// NormalAmbient is the temperature of the machine room, in thousandths of a degree Celsius.
const NormalAmbient = 24_000

// Limits of the temperature of a room, in thousandths of a degree Celsius.
const (
	MinAmbient = -20_000
	MaxAmbient = 60_000
)

// Temperatures of the main processor at which it slows down and recovers, thousandths of a degree [simulated].
const (
	throttleAt = 85_000
	resumeAt   = 80_000
)

// coolBy is how far a part must cool below its limit until the cause of its fault is gone [simulated].
const coolBy = 10_000

// part is a place with a temperature sensor.
type part struct {
	code  string // LED code when it is too hot
	limit int    // in thousandths of a degree [simulated]
	idle  int    // warmer than the air with normal airflow and nothing to do, thousandths of a degree
	work  int    // and that much more for each percent of load
}

// The parts, in the order of the statistics mcp_temp, cpu_temp and crypto_co_proc_temp. Idle values give the
// sample of the vendor's documentation: 39, 53 and 45 degrees (facts 3.8).
const (
	mcp = iota
	cpu
	crypto
	partCount
)

var parts = [partCount]part{
	{"1-5-1", 85_000, 14_000, 50},
	{"1-5-2", 100_000, 27_000, 140},
	{"1-5-3", 105_000, 20_000, 180},
}

// surroundings is what decides where the temperatures settle.
type surroundings struct {
	ambient   int
	airflow   Airflow
	power     bool
	load      int // percent
	throttled bool
}

// target is where the temperature of a part settles.
func (s surroundings) target(p part) int {
	if !s.power {
		return s.ambient
	}
	load := s.load
	if s.throttled {
		load /= 2
	}
	return s.ambient + (p.idle+load*p.work)*s.airflow.percent()/100
}

// Half-lives of a change of temperature [simulated].
const (
	warming = 100 * time.Second
	cooling = 240 * time.Second
)

// heat is the warmth of the module's parts.
type heat struct {
	around   surroundings
	curves   [partCount]curve
	tooHot   [partCount]bool
	platform span            // of all sensors, since the platform's statistics were reset (guide 4.10.1.13)
	worlds   map[string]span // of both processors, by VCM, since it was initialised (guide 4.13.2, D-54)
	timer    *clock.Timer
}

func (h *heat) temperatures(now time.Duration) []int {
	list := make([]int, partCount)
	for i, c := range h.curves {
		list[i] = c.at(now)
	}
	return list
}

// warmUp puts the module into the state of one that has run for days.
func (m *Module) warmUp() {
	m.heat.around = surroundings{m.room.ambient, m.room.airflow, m.power, m.Load(), false}
	for i, p := range parts {
		t := m.heat.around.target(p)
		m.heat.curves[i] = curve{t, t, m.time.Now(), warming}
	}
	m.heat.platform = span{m.room.ambient, m.heat.curves[cpu].target}
}

// Load is how busy the module's processors are, in percent: VCMs cost something, tenants at work more. An HSM in
// an error state does nothing [simulated].
func (m *Module) Load() int {
	if !m.Up() || m.Failed() {
		return 0
	}
	load, total := 4, m.totalWeight()
	for _, v := range m.worlds() {
		if v.Active() {
			load += 3 + v.CPU()*weight(v)/total
			if m.Busy(v) {
				load += 9
			}
		}
	}
	return min(load, 100)
}

// Sense brings the temperatures up to date after a change of what decides them. The lab calls it after every
// event; nothing happens when nothing has changed.
func (m *Module) Sense() {
	s := surroundings{m.room.ambient, m.room.airflow, m.power, m.Load(), m.heat.around.throttled && m.power}
	if s != m.heat.around {
		m.bend(s)
	}
}

// bend lets the temperatures head for where they settle from now on.
func (m *Module) bend(s surroundings) {
	m.poll()
	now := m.time.Now()
	if m.heat.around.power || s.power {
		m.feel(now)
	}
	half := warming
	if !s.power {
		half = cooling
	}
	for i, p := range parts {
		m.heat.curves[i] = curve{m.heat.curves[i].at(now), s.target(p), now, half}
	}
	m.heat.around = s
	m.watch()
}

// feel remembers the lowest and highest temperatures. Between two changes the temperatures go one way only, so
// that noting them at each change is enough.
func (m *Module) feel(now time.Duration) {
	t := m.heat.temperatures(now)
	m.heat.platform = m.heat.platform.with(t...)
	for _, v := range m.worlds() {
		m.heat.worlds[v.UUID] = m.heat.worlds[v.UUID].with(t[cpu], t[crypto])
	}
}

// watch arranges for crossed to be called when a temperature passes the next limit.
func (m *Module) watch() {
	m.time.Stop(m.heat.timer)
	m.heat.timer = nil
	now := m.time.Now()
	var next []time.Duration
	look := func(c curve, level int, from bool) {
		if at, ok := c.reaches(level, now); ok && c.at(now) < level == from {
			next = append(next, at-now)
		}
	}
	for i, p := range parts {
		if m.heat.tooHot[i] {
			look(m.heat.curves[i], p.limit-coolBy, false)
		} else {
			look(m.heat.curves[i], p.limit, true)
		}
	}
	if m.heat.around.throttled {
		look(m.heat.curves[cpu], resumeAt, false)
	} else if m.power {
		look(m.heat.curves[cpu], throttleAt, true)
	}
	if len(next) > 0 {
		m.heat.timer = m.time.After(slices.Min(next), m.crossed)
	}
}

// crossed acts on a limit that a temperature has just passed.
func (m *Module) crossed() {
	now := m.time.Now()
	s := m.heat.around
	if t := m.heat.curves[cpu].at(now); t >= throttleAt {
		s.throttled = s.power
	} else if t <= resumeAt {
		s.throttled = false
	}
	for i, p := range parts {
		switch t := m.heat.curves[i].at(now); {
		case t >= p.limit && !m.heat.tooHot[i]:
			m.heat.tooHot[i] = true
			if m.power {
				m.Break(p.code)
			}
		case t <= p.limit-coolBy && m.heat.tooHot[i]:
			m.heat.tooHot[i] = false
			m.Mend(p.code)
		}
	}
	s.load = m.Load()
	m.bend(s)
}

// Throttled reports whether the main processor runs slower because it is too warm (dfs_throttling).
func (m *Module) Throttled() bool { return m.heat.around.throttled }

// forget begins the extreme temperatures of a VCM anew: it was made or initialised.
func (m *Module) forget(uuid string) {
	t := m.heat.temperatures(m.time.Now())
	m.heat.worlds[uuid] = span{}.with(t[cpu], t[crypto])
}

// room is the air around the module.
type room struct {
	ambient int
	airflow Airflow
}

// SetAir sets the temperature of the air around the module, in thousandths of a degree Celsius, and how it moves.
func (m *Module) SetAir(ambient int, a Airflow) {
	m.room = room{ambient, a}
	m.Sense()
}

// TooHot reports whether a fault's cause is a part that has not cooled down.
func (m *Module) TooHot(code string) bool {
	for i, p := range parts {
		if p.code == code {
			return m.heat.tooHot[i]
		}
	}
	return false
}
