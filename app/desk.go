package app

import (
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// topic is what a part of the page redraws for.
type topic int

const (
	onTime  topic = iota // virtual time moved: clocks, the recovery button's ring
	onLab                // the lab changed
	onChart              // there is something new to draw
	onDesk               // anything else: speed, tabs, banners, hints
	topics
)

// desk is one lab page at work: the running lab and everything around it. It lives on the UI goroutine.
type desk struct {
	lab      string // id under which it is kept: FreeLab or a lesson's id
	lesson   *lessons.Lesson
	progress *lessons.Progress
	sitting  *sitting // of an exam; nil in other labs
	title    string
	drill    drill
	spent    time.Duration // of the learner, with the page in sight

	rig    *rig  // the running lab; nil until it is up
	shown  shown // what the panes show of it
	speed  speed
	notes  []notice
	hosts  []string // in the order of the tabs
	picks  bool     // more than one thing will be on the bench
	rack   bool     // what will be there first is a network-attached unit
	cold   coldCard // what will be there first is a card
	host   string   // whose tab is in front
	busy   map[string]bool
	plain  bool
	view   string          // on a phone: "lesson", "terminal" or "bench"
	fresh  map[string]bool // views with something new in them, on a phone
	drawer bool
	shut   bool // the learner closed the drawer: it stays closed
	bench  benchView
	latch  bool
	calm   bool // the learner paused the lamp
	lamp   lampPast
	lit    string // what the lamp showed when it last settled, for those who cannot see it
	given  map[string][]lessons.Given
	said   []lessons.Given // answers to known mistakes
	stage  stage
	upAt   float64 // when the lab came up, in ms
	replay int     // percent of the journal that has been replayed

	past    history  // what the modules measured
	span    int      // of the charts, in spans
	plots   ui.Value // handle of web/lazy/charts.js; nil while no charts are shown
	drawing bool     // they will be drawn soon
	drawnAt float64  // when they were drawn last, in ms

	travel   travel
	sharing  sharing
	looking  looking
	transfer transfer
	tenants  tenancy
	post     post
	picked   map[string]string // card chosen for each reader
	wanted   string            // scenario that the address asks for, while another one is at work
	deeds    int               // what people did in the lab, when it was counted last

	watchers []watcher
	release  []func() // what the browser holds of ours
	terms    map[string]*terminal
}

// stage is how far the page has come.
type stage int

const (
	cold    stage = iota // prerendered, or waiting for the store
	loading              // replaying a journal
	unbegun              // an exam that has not begun
	alive
	foreign // another tab has this lab
	failed
)

// benchView is how the bench shows itself.
type benchView int

const (
	benchRear benchView = iota // the drawing of the host's rear
	benchList                  // a table of all things
	benchCharts
	benchTenants
	benchMail
)

type watcher struct {
	ctx   ui.Context
	topic topic
}

// watch redraws the component of ctx whenever one of the topics comes up, until it is dismounted.
func (d *desk) watch(ctx ui.Context, of ...topic) {
	for _, t := range of {
		d.watchers = append(d.watchers, watcher{ctx, t})
	}
}

// tell redraws what watches the topic.
func (d *desk) tell(t topic) {
	kept := d.watchers[:0]
	for _, w := range d.watchers {
		if w.ctx.Err() != nil {
			continue
		}
		kept = append(kept, w)
		if w.topic == t {
			w.ctx.Dispatch(func(ui.Context) {})
		}
	}
	d.watchers = kept
}

// newDesk is a desk nobody sits at: what is prerendered, and what the browser shows until the lab is up.
func newDesk(lab string) *desk {
	return &desk{
		lab:   lab,
		title: "Free lab",
		hosts: []string{"provider", "tenant-a"},
		host:  "provider",
		busy:  map[string]bool{},
		view:  "terminal",
		fresh: map[string]bool{},
		given: map[string][]lessons.Given{},
		speed: 1,
		shown: shown{host: "provider"},
		post:  post{seen: map[string]int{}, opened: -1},
	}
}

// sitAt makes the room's hosts known before the lab is up. The learner is at the first.
func (d *desk) sitAt(hosts []string) {
	d.hosts, d.host, d.shown.host = hosts, hosts[0], hosts[0]
}

// shown is what the panes know of the lab: the last snapshot and how far time has gone since.
type shown struct {
	snapshot *sim.Snapshot // nil while cold
	now      time.Duration // elapsed virtual time
	host     string        // whose rear the bench shows
	esn      string        // which thing is on the bench: ESN, or name of a unit or server; "" is the first
	itself   bool          // the host itself is, which has no HSM
}

// since is the virtual time between the snapshot and now. Clocks move without a new snapshot.
func (s shown) since() time.Duration {
	if s.snapshot == nil {
		return 0
	}
	return s.now - time.Duration(s.snapshot.Elapsed)*time.Microsecond
}

// clock carries a clock's text of the snapshot on to now.
func (s shown) clock(text string) (time.Time, bool) {
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}, false
	}
	return at.Add(s.since()).UTC(), true
}

// computer is the host whose rear the bench shows.
func (s shown) computer() (sim.HostSnapshot, bool) {
	if s.snapshot == nil {
		return sim.HostSnapshot{}, false
	}
	h, ok := s.snapshot.Hosts[s.host]
	return h, ok
}

// module is the card on the bench; false when there is none, or something else.
func (s shown) module() (sim.ModuleSnapshot, bool) {
	if t := s.thing(); t.kind == cardThing {
		for _, m := range s.snapshot.Modules {
			if m.ESN == t.id {
				return m, true
			}
		}
	}
	return sim.ModuleSnapshot{}, false
}

// held is how long the module's recovery button has been down, by now.
func (s shown) held(m sim.ModuleSnapshot) time.Duration {
	if !m.Button.Down {
		return 0
	}
	return time.Duration(m.Button.HeldUS)*time.Microsecond + s.since()
}

// booting is how long ago the module's reboot began; false when it does not boot.
func (s shown) booting(m sim.ModuleSnapshot) (time.Duration, bool) {
	if m.Boot != "booting" {
		return 0, false
	}
	return time.Duration(m.Booted)*time.Microsecond + s.since(), true
}
