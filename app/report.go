package app

import (
	"encoding/json"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
)

// saveJournal offers the lab's journal as a file.
func (d *desk) saveJournal() {
	r := d.rig
	if r == nil {
		return
	}
	r.do(func() {
		var text []byte
		r.kernel.View(func(l *sim.Lab) { text = l.Journal().Encode() })
		r.ctx.Dispatch(func(ui.Context) { download("hsmlab-"+d.lab+".jsonl", string(text)) })
	})
}

// openReport asks what the learner expected.
func (d *desk) openReport() { js().Call("openDialog", "report") }

// wrongAnswer is the file that a report consists of.
type wrongAnswer struct {
	Expected    string            `json:"expected"` // in the learner's words
	Simulator   string            `json:"simulator"`
	Site        string            `json:"site"` // version of the page
	Lesson      string            `json:"lesson,omitempty"`
	Browser     string            `json:"browser"`
	Explanation []sim.Explanation `json:"explanation"` // of the last command
	Journal     string            `json:"journal"`
}

// saveReport offers one file with all that is needed to see the wrong answer again.
func (d *desk) saveReport(words string) {
	r := d.rig
	if r == nil {
		return
	}
	report := wrongAnswer{
		Expected: words, Simulator: sim.Version, Site: ui.Getenv("GOAPP_VERSION"),
		Browser: ui.Window().Get("navigator").Get("userAgent").String(),
	}
	if d.lesson != nil {
		report.Lesson = d.lesson.ID + " " + d.lesson.Version
	}
	r.do(func() {
		r.kernel.View(func(l *sim.Lab) {
			report.Explanation = l.Explain()
			report.Journal = string(l.Journal().Encode())
		})
		text, err := json.MarshalIndent(report, "", " ")
		if err != nil {
			panic("BUG: a report is not JSON: " + err.Error())
		}
		r.ctx.Dispatch(func(ui.Context) { download("hsmlab-report.json", string(text)) })
	})
}

// saveCast offers the recording of the terminal in front as an asciicast: what it printed, by the lab's clock. It begins
// where this browser first showed the lab; a lab from a link or a file has no recording of what was done elsewhere.
func (d *desk) saveCast() {
	r, t := d.rig, d.term(d.host)
	if r == nil || t.session == nil {
		return
	}
	columns, rows := 80, 24
	if t.screen != nil && t.screen.Get("size").Truthy() {
		size := t.screen.Call("size")
		columns, rows = size.Index(0).Int(), size.Index(1).Int()
	}
	zero := zeroOf(d.shown.snapshot)
	if d.travel.open {
		zero = d.travel.zero
	}
	title := d.title + ", terminal of " + d.host
	r.do(func() {
		var text []byte
		r.kernel.View(func(*sim.Lab) { text = t.cast.encode(title, columns, rows, zero) })
		r.ctx.Dispatch(func(ui.Context) { download("hsmlab-"+d.lab+"-"+t.host+".cast", string(text)) })
	})
}
