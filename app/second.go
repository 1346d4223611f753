package app

import (
	"encoding/json"
	"fmt"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
	"hsmlab/sim/led"
)

// Second windows of the same browser (web/js/second.js, the page /second/) see what is on the bench and send acts of
// hands and faults to the window that has the lab. Nothing else is shared: there is one lab, and one window works on it.

// secondPath is the page for second windows.
const secondPath = "/second/"

// secondView is what a second window shows.
type secondView struct {
	Lab    string        `json:"lab"`
	Title  string        `json:"title"`
	Closed string        `json:"closed,omitempty"` // why it may not act, if so
	Speed  int           `json:"speed"`            // of the lab's time; 0: it stands still
	Hosts  []secondHost  `json:"hosts"`
	Things []secondThing `json:"things"`
}

type secondHost struct {
	Name string `json:"name"`
	On   bool   `json:"on"`
}

// secondThing is a product that has a lamp, a button or faults.
type secondThing struct {
	Target  string          `json:"target"` // of events
	ESN     string          `json:"esn"`
	Product string          `json:"product"`
	Where   string          `json:"where"`
	Host    string          `json:"host,omitempty"` // that it is in
	Words   string          `json:"words"`          // what the lamp shows
	Lamp    json.RawMessage `json:"lamp,omitempty"`
	Button  bool            `json:"button"` // it has a recovery button
	Down    bool            `json:"down"`
	Held    int64           `json:"held"` // how long, in seconds
	Faults  []string        `json:"faults"`
	VCMs    []secondVCM     `json:"vcms"` // those that run, of which one can have a fault
}

type secondVCM struct {
	UUID string `json:"uuid"`
	Name string `json:"name"`
}

// secondView is the lab as it is shown now.
func (d *desk) secondView() secondView {
	v := secondView{Lab: d.lab, Title: d.title, Closed: d.closedToSecond(), Speed: int(d.speed), Hosts: []secondHost{}, Things: []secondThing{}}
	if d.shown.snapshot == nil {
		return v
	}
	for _, name := range d.hosts {
		power := d.shown.snapshot.Hosts[name].Power
		v.Hosts = append(v.Hosts, secondHost{name, power != "" && power != "off"})
	}
	for _, m := range d.shown.snapshot.Modules {
		if !d.shown.gone(m.ESN) {
			v.Things = append(v.Things, d.secondModule(m))
		}
	}
	for _, u := range d.shown.snapshot.Units {
		if !d.shown.gone(u.Name) {
			v.Things = append(v.Things, d.secondUnit(u))
		}
	}
	return v
}

func (d *desk) secondUnit(u sim.UnitSnapshot) secondThing {
	return secondThing{
		Target: u.Name, ESN: u.ESN, Product: u.Product, Where: "in the rack as " + u.Name, Words: u.Phase + "; " + u.LED.Words(),
		Lamp: d.lampNow(u.LED, u.LEDSince), Faults: append(append([]string{}, u.Faults...), u.Errors...), VCMs: []secondVCM{},
	}
}

// lampNow is a lamp as it shines now, for the script that plays it.
func (d *desk) lampNow(s led.Signal, since int64) json.RawMessage {
	return lampJSON(s.Waveform(led.Unit), (d.shown.now.Microseconds()-since)/1000)
}

func (d *desk) secondModule(m sim.ModuleSnapshot) secondThing {
	where, host := "in "+m.Host, m.Host
	if m.Host == sim.Shelf {
		where, host = "on the shelf", ""
	}
	return secondThing{
		Target: m.ESN, ESN: m.ESN, Product: m.Product, Where: where, Host: host, VCMs: running(m),
		Words: m.LED.Words(), Lamp: d.lampNow(m.LED, m.LEDSince), Faults: append([]string{}, m.Faults...),
		Button: m.Product == string(led.Shield5s), Down: m.Button.Down, Held: int64(d.shown.held(m).Seconds()),
	}
}

// running are the VCMs of a module that run.
func running(m sim.ModuleSnapshot) []secondVCM {
	list := []secondVCM{}
	for _, v := range m.VCMs {
		if v.State == "active" {
			list = append(list, secondVCM{v.UUID, v.Name})
		}
	}
	return list
}

// closedToSecond says why second windows may not act; "" when they may.
func (d *desk) closedToSecond() string {
	if d.exam() {
		return "An exam is being taken in this lab."
	}
	return ""
}

// serveSecond answers second windows from now on.
func (d *desk) serveSecond(ctx ui.Context) {
	whenReady(ctx, "second", func(ui.Context) {
		hear := ui.FuncOf(func(_ ui.Value, args []ui.Value) any {
			id, ask, text := args[0].String(), args[1].String(), args[2].String()
			ctx.Dispatch(func(ui.Context) { d.answerSecond(id, ask, text) })
			return nil
		})
		stop := js().Get("second").Call("serve", d.lab, hear)
		d.release = append(d.release, func() { stop.Invoke() }, hear.Release)
	})
}

// answerSecond answers one question: "state", "faults" (of an ESN) or "event" (as a line of a journal).
func (d *desk) answerSecond(id, ask, text string) {
	reply := func(v any) { js().Get("second").Call("answer", id, encodedText(v)) }
	r := d.rig
	switch {
	case r == nil || d.stage != alive:
		reply(secondError{"The lab is not at work."})
	case ask == "state":
		reply(d.secondView())
	case ask == "faults":
		r.do(func() {
			var list []sim.FaultInfo
			r.kernel.View(func(l *sim.Lab) { list = l.FaultsOf(text) })
			r.ctx.Dispatch(func(ui.Context) { reply(list) })
		})
	default:
		e, err := secondEvent(text)
		if closed := d.closedToSecond(); err == nil && closed != "" {
			err = fmt.Errorf("%s", closed)
		}
		if err != nil {
			reply(secondError{err.Error()})
			return
		}
		r.do(func() {
			failed := secondError{}
			if _, err := r.kernel.Do(e); err != nil {
				failed.Error = err.Error()
			}
			r.ctx.Dispatch(func(ui.Context) { reply(failed) })
		})
	}
}

// secondError is the answer to an event; it is empty when it happened.
type secondError struct {
	Error string `json:"error"`
}

// maxSecond bounds an event from a second window, in bytes.
const maxSecond = 1 << 12

// secondEvent reads an event from a second window: hands and faults only. What is typed belongs to the window that
// has the lab.
func secondEvent(text string) (sim.Event, error) {
	if len(text) > maxSecond {
		return nil, fmt.Errorf("an event of %d bytes; want at most %d", len(text), maxSecond)
	}
	var e sim.Entry
	if err := e.UnmarshalJSON([]byte(text)); err != nil {
		return nil, err
	}
	switch e.Event.(type) {
	case sim.Press, sim.Release, sim.Power, sim.Insert, sim.Remove, sim.Inject:
		return e.Event, nil
	}
	return nil, fmt.Errorf("a second window has hands and faults only")
}

// tellSecond lets second windows see what has changed, if there are any.
func (d *desk) tellSecond() {
	if second := js().Get("second"); second.Truthy() && second.Call("heard").Bool() {
		second.Call("tell", encodedText(d.secondView()))
	}
}
