package app

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
	"hsmlab/sim"
	"hsmlab/sim/shell"
)

// user is who is logged in on every host of a lab.
const user = "root"

// scrollback is how much of a terminal's text is kept over a reload, in bytes; backlog is how much a screen that is behind
// still gets to see, which is more than it can scroll back through.
const (
	scrollback = 48 << 10
	backlog    = 1 << 20
)

// terminal is one host's shell and whatever shows it.
type terminal struct {
	desk    *desk
	host    string
	session *shell.Session // nil until the lab is up
	screen  ui.Value       // handle of web/js/term.js; nil while nothing shows it
	kept    []byte         // what was printed, the end of it
	pending []byte         // not yet on the screen
	flying  bool           // a flush is on its way
	drawing bool           // the screen has not yet drawn what it was given
	news    bool           // printed since the screen was kept
	cast    cast           // recording
	mute    bool           // what is printed was recorded before
	hidden  bool           // a program reads something that must not be seen
}

// term is the terminal of a host.
func (d *desk) term(host string) *terminal {
	if d.terms == nil {
		d.terms = map[string]*terminal{}
	}
	if d.terms[host] == nil {
		d.terms[host] = &terminal{desk: d, host: host}
	}
	return d.terms[host]
}

// openTerminals logs in on every host, or comes back to where the learner was.
func (d *desk) openTerminals(kept keptLab, again bool) {
	snapshot := d.rig.kernel.Snapshot()
	d.hosts = hostsOf(snapshot)
	if !slices.Contains(d.hosts, d.host) {
		d.host = d.hosts[0]
	}
	if !slices.Contains(d.hosts, d.shown.host) {
		d.shown.host = d.hosts[0]
	}
	d.shown.snapshot, d.shown.now = snapshot, microseconds(snapshot.Elapsed)
	d.beginPost()
	if again {
		d.askScenario(scenarioAsked())
	}
	for _, host := range d.hosts {
		d.term(host).cast.back(kept.notes["lab "+d.lab+" cast "+host], d.shown.now)
		d.term(host).open(kept.notes["lab "+d.lab+" screen "+host], again)
	}
}

// hostsOf lists the hosts: first where lessons begin, then those of providers.
func hostsOf(s *sim.Snapshot) []string {
	rank := func(name string) int {
		switch {
		case name == lessons.Home(s):
			return 0
		case s.Hosts[name].Role == "provider":
			return 1
		}
		return 2
	}
	return slices.SortedFunc(maps.Keys(s.Hosts), func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(a, b))
	})
}

// open begins the session. before is what stood on the screen when the page was left.
func (t *terminal) open(before string, again bool) {
	columns, rows := 80, 24
	if t.screen != nil && t.screen.Get("size").Truthy() {
		size := t.screen.Call("size")
		columns, rows = size.Index(0).Int(), size.Index(1).Int()
	}
	t.mute = true
	t.print([]byte(before[:strings.LastIndex(before, "\n")+1])) // without the prompt that was waiting
	t.mute = false
	t.session = shell.NewSession(t.desk.rig.kernel, t.host, user, shell.IO{
		Out: t.print, Terminal: true, Plain: t.desk.plain, Columns: columns, Rows: rows,
	})
	if t.desk.plain {
		t.session.OnState(t.stateChanged)
	}
	if again {
		t.session.Restore()
	}
	go t.session.Interact(context.Background())
}

// stateChanged redraws the plain-text terminal: passwords are not to be seen.
func (t *terminal) stateChanged() {
	if hidden := t.session.State().Hidden; hidden != t.hidden {
		t.hidden = hidden
		t.desk.rig.ctx.Dispatch(func(ui.Context) { t.desk.tell(onDesk) })
	}
}

// print takes what programs print. The baton is held here, so it only notes it down; the screen gets it as soon as
// whoever prints waits.
func (t *terminal) print(p []byte) {
	if len(p) == 0 {
		return
	}
	t.news = true
	if r := t.desk.rig; r != nil && !t.mute {
		t.cast.add(r.now, p)
	}
	t.pending = append(t.pending, p...)
	if len(t.pending) > 2*backlog {
		t.pending = fromLine(t.pending[len(t.pending)-backlog:])
	}
	t.kept = append(t.kept, p...)
	if len(t.kept) > 2*scrollback {
		t.kept = slices.Clone(t.kept[len(t.kept)-scrollback:])
	}
	if !t.flying {
		t.flying = true
		go t.flush()
	}
}

// fromLine is a copy of text from its first whole line on, or all of it if it is one line.
func fromLine(text []byte) []byte {
	return slices.Clone(text[bytes.IndexByte(text, '\n')+1:])
}

// flush hands the screen what there is, unless it is drawing.
func (t *terminal) flush() {
	t.flying = false
	switch {
	case t.screen == nil:
		t.pending = nil // attach shows what was kept
	case !t.drawing:
		t.draw()
	}
	t.desk.stirred(t.host)
}

// draw hands the screen whole characters, and nothing more until it has drawn them: a program can print faster than any
// screen draws.
func (t *terminal) draw() {
	n := len(t.pending)
	for cut := 0; cut < utf8.UTFMax && n > 0; cut++ {
		if r, size := utf8.DecodeLastRune(t.pending[:n]); r != utf8.RuneError || size != 1 {
			break
		}
		n--
	}
	if n == 0 {
		n = len(t.pending)
	}
	text := string(t.pending[:n])
	t.pending = slices.Clone(t.pending[n:])
	t.give(text)
}

func (t *terminal) give(text string) {
	if text != "" {
		t.drawing = true
		t.screen.Call("write", text)
	}
}

// drawn is the screen's answer when it has drawn what it was given.
func (t *terminal) drawn() {
	t.drawing = false
	if t.screen != nil && len(t.pending) > 0 {
		t.draw()
	}
}

// attach shows the terminal on a screen, from what was printed before.
func (t *terminal) attach(screen ui.Value) {
	t.screen = screen
	t.pending, t.drawing = nil, false
	t.give(string(t.kept))
}

func (t *terminal) detach() { t.screen = nil }

// still tells whether the prompt waits for more, all that was typed was taken in, all that was printed is on the screen,
// and the page shows, and has given to its store, what came of it.
func (t *terminal) still() bool {
	r := t.desk.rig
	return r != nil && r.seen == r.woken && t.session != nil && t.session.State().Still && len(t.pending) == 0 && !t.drawing
}

// answers serves the screen's calls, see web/js/term.js.
func (t *terminal) answers(_ ui.Value, args []ui.Value) any {
	switch args[0].String() {
	case "data":
		t.input(args[1].String())
	case "drawn":
		t.drawn()
	case "still":
		return t.still()
	case "resize":
		if t.session != nil {
			t.session.Resize(args[1].Int(), args[2].Int())
		}
	}
	return nil
}

// input is what was typed or pasted.
func (t *terminal) input(text string) {
	if t.session != nil && !t.desk.travel.open {
		t.session.Input([]byte(text))
	}
}

// keepScreens keeps what stands on the screens, for when the page comes back.
func (d *desk) keepScreens(k *keeper) {
	for host, t := range d.terms {
		if t.news && t.session != nil {
			t.news = false
			k.store("note", "lab "+d.lab+" screen "+host, t.screenKept())
			k.store("note", "lab "+d.lab+" cast "+host, t.cast.kept())
		}
	}
}

// screenKept is the end of what was printed, from the beginning of a line.
func (t *terminal) screenKept() string {
	if len(t.kept) > scrollback {
		return string(fromLine(t.kept[len(t.kept)-scrollback:]))
	}
	return string(t.kept)
}

// settling is how long terminals may print after the lab came up without being news, in milliseconds: prompts.
const settling = 1500

// stirred marks a terminal that is not in front: something was printed there.
func (d *desk) stirred(host string) {
	if d.stage != alive || d.rig == nil || nowMS()-d.upAt < settling {
		return
	}
	behind := host != d.host && !d.busy[host]
	away := d.view != "terminal" && !d.fresh["terminal"]
	if !behind && !away {
		return
	}
	d.rig.ctx.Dispatch(func(ui.Context) {
		d.busy[host] = host != d.host
		d.notice("terminal")
	})
}

// propose writes a command into a prompt without running it.
func (d *desk) propose(host, line string) {
	if d.plain {
		js().Call("fillPlain", host, line)
		return
	}
	d.term(host).input(line)
	js().Call("focusTerminalSoon")
}

// sequences are what the key row sends to a full terminal.
var sequences = map[string]string{"Tab": "\t", "Ctrl-C": "\x03", "↑": "\x1b[A"}

// key is a key of the row for touch keyboards.
func (d *desk) key(key string) {
	if d.inPast() {
		return
	}
	t := d.term(d.host)
	if key == "Ctrl-C" && t.session != nil {
		t.session.Interrupt()
		return
	}
	if d.plain {
		d.plainKey(t, key)
		return
	}
	if seq, ok := sequences[key]; ok {
		key = seq
	}
	t.input(key)
	js().Call("focusTerminal")
}

// setPlain changes the kind of terminal. The page is loaded anew for it: the journal brings everything back.
func (d *desk) setPlain(on bool) {
	d.keepNow()
	js().Call("choosePlain", on)
}
