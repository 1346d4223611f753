package app

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
	"hsmlab/sim/request"
)

// post is what the learner has seen of the files that parties hand to each other.
type post struct {
	party  string         // whose boxes are shown; "" is the host in front
	seen   map[string]int // how many messages each party's inbox had when it was looked at last
	opened int            // message that is open, by its place in the snapshot; -1 for none
	letter letter
}

// letter is what stands in an open message.
type letter struct {
	fault string // why it cannot be read
	note  string // what is to be known about the file as it lies there now
	rows  []fact
}

// inbox are the places of the messages to a party, the newest first; outbox those from it.
func inbox(s *sim.Snapshot, party string) []int {
	return boxOf(s, func(m sim.MessageSnapshot) bool { return m.To == party })
}

func outbox(s *sim.Snapshot, party string) []int {
	return boxOf(s, func(m sim.MessageSnapshot) bool { return m.From == party })
}

func boxOf(s *sim.Snapshot, in func(sim.MessageSnapshot) bool) []int {
	var places []int
	if s == nil {
		return nil
	}
	for i, m := range s.Messages {
		if in(m) {
			places = append(places, i)
		}
	}
	slices.Reverse(places)
	return places
}

// news is how many messages a party has that were not looked at. Undo can make the box smaller than it was.
func (d *desk) news(party string) int {
	return max(0, len(inbox(d.shown.snapshot, party))-d.post.seen[party])
}

// allNews adds up.
func (d *desk) allNews() int {
	n := 0
	for _, host := range d.hosts {
		n += d.news(host)
	}
	return n
}

// beginPost takes what lies in the boxes when the page comes up as seen.
func (d *desk) beginPost() {
	d.post = post{seen: map[string]int{}, opened: -1}
	for _, host := range d.hosts {
		d.look(host)
	}
}

// look notes that a party's inbox was looked at.
func (d *desk) look(party string) {
	if d.post.seen == nil {
		d.post.seen = map[string]int{}
	}
	d.post.seen[party] = len(inbox(d.shown.snapshot, party))
}

// takePost looks after the boxes when the lab changed: files that went are no longer seen, those that came while their
// box is shown are.
func (d *desk) takePost(before int) {
	if d.shown.snapshot == nil {
		return
	}
	now := len(d.shown.snapshot.Messages)
	for host, seen := range d.post.seen {
		d.post.seen[host] = min(seen, len(inbox(d.shown.snapshot, host)))
	}
	if d.post.opened >= now {
		d.post.opened = -1
	}
	if now > before {
		d.notice("bench")
	}
}

// party is whose boxes are shown.
func (d *desk) party() string {
	if slices.Contains(d.hosts, d.post.party) {
		return d.post.party
	}
	return d.host
}

func (d *desk) showParty(host string) {
	d.post.party, d.post.opened = host, -1
	d.look(host)
	d.tell(onDesk)
}

// holder is where a message's file lies for the party that looks at it: the receiver has the copy.
func holder(m sim.MessageSnapshot, party string) (host, file string) {
	if m.To == party {
		return m.To, m.Path
	}
	return m.From, m.Source
}

// openLetter reads a message's file as it lies on the party's host now.
func (d *desk) openLetter(place int) {
	if d.rig == nil || place >= len(d.shown.snapshot.Messages) {
		return
	}
	if d.post.opened == place {
		d.post.opened = -1
		d.tell(onDesk)
		return
	}
	m := d.shown.snapshot.Messages[place]
	host, file := holder(m, d.party())
	d.rig.do(func() {
		var data []byte
		var err error
		d.rig.kernel.View(func(l *sim.Lab) { data, err = l.ReadFile(host, user, file) })
		d.rig.ctx.Dispatch(func(ui.Context) {
			d.post.opened, d.post.letter = place, letterOf(m, host+":"+file, data, err)
			d.tell(onDesk)
		})
	})
}

// letterOf says in words what is in a file that was handed over.
func letterOf(m sim.MessageSnapshot, where string, data []byte, err error) letter {
	if err != nil {
		return letter{fault: "The file cannot be read at " + where + " any more: " + err.Error() + "."}
	}
	l := letter{rows: []fact{{"Says", m.About}}}
	if q, err := request.Parse(data); err == nil {
		l.rows = requestRows(q)
	}
	sum := sha256.Sum256(data)
	digest := hex.EncodeToString(sum[:])
	if !strings.HasPrefix(digest, m.SHA256) {
		l.note = "The file at " + where + " is not the one that was handed over: it has changed since."
	}
	l.rows = append(l.rows, fact{"File", where}, fact{"Size", fmt.Sprintf("%d bytes", len(data))}, fact{"SHA-256", digest[:16] + "…"})
	return l
}

// requestRows is a tenant request in words.
func requestRows(q request.Signed) []fact {
	rows := []fact{{"Asks", asksWords(q)}, {"Made", dateWords(q.Created)}}
	if q.Expires.IsZero() {
		rows = append(rows, fact{"Good until", "it does not expire"})
	} else {
		rows = append(rows, fact{"Good until", dateWords(q.Expires) + ", by the clock of the HSM"})
	}
	if q.UUID != "" {
		rows = append(rows, fact{"VCM", q.UUID})
	}
	rows = append(rows, propertyRows(q.Properties)...)
	if q.TenantReqKey != "" {
		rows = append(rows, fact{"Signed by", q.TenantReqKey.Fingerprint()})
	}
	return rows
}

func dateWords(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05") + " UTC" }

func asksWords(q request.Signed) string {
	switch q.Kind {
	case request.Create:
		return "the provider to create a VCM"
	case request.Start:
		return "the provider to start the VCM; it starts only with this"
	}
	return "the provider to change properties of the VCM"
}

func propertyRows(p request.Properties) []fact {
	var rows []fact
	flag := func(name string, v *bool) {
		if v != nil {
			rows = append(rows, fact{name, onOff(*v)})
		}
	}
	if p.Name != nil {
		rows = append(rows, fact{"Name", *p.Name})
	}
	if p.IPAddress != nil {
		rows = append(rows, fact{"Address", *p.IPAddress})
	}
	flag("Autostart", p.Autostart)
	flag("Restrict startup", p.RestrictStartup)
	flag("Serial card reader", p.SerialCardreader)
	if p.Features != nil {
		rows = append(rows, fact{"Features", fmt.Sprintf("%#x", *p.Features)})
	}
	if p.KTenantReq != nil {
		rows = append(rows, fact{"New request key", p.KTenantReq.Fingerprint()})
	}
	return rows
}

// inspectLine is the command that tells the same on the host; "" where there is none.
func inspectLine(m sim.MessageSnapshot, file string) string {
	switch m.Kind {
	case "request", "start-authorisation":
		return "hsmadmin vcm inspect-request " + file
	case "vcm-config", "log", "key":
		return "cat " + file
	}
	return ""
}

// handOn opens the dialog of files with the message's file.
func (d *desk) handOn(m sim.MessageSnapshot) {
	host, file := holder(m, d.party())
	d.openHandOver(host, file)
}

// handing is a file on its way to another party.
type handing struct {
	path, to, target string
	fault            string // why the last one was not handed over
}

// openHandOver shows the dialog of files with one that is to be given to somebody.
func (d *desk) openHandOver(host, file string) {
	d.front(host)
	d.openFilesAt(file)
}

// beginHanding proposes to whom and where to a file of a host could go: the other party's home.
func (d *desk) beginHanding(host, file string) {
	h := handing{path: file, target: "/root"}
	for _, other := range d.hosts {
		if other != host {
			h.to = other
			break
		}
	}
	d.transfer.handing = h
}

// handOver gives the file to the other party, as mail or a stick would.
func (d *desk) handOver() {
	h := d.transfer.handing
	if d.rig == nil || h.to == "" || d.inPast() {
		return
	}
	from := h.path
	if !path.IsAbs(from) {
		from = path.Join(d.transfer.place.Dir, from)
	}
	e := sim.Deliver{From: d.transfer.place.Host, User: d.transfer.place.User, Path: path.Clean(from), To: h.to, ToUser: user, ToPath: h.target}
	d.rig.do(func() {
		err := d.rig.deliver(e, d.transfer.place.Dir)
		d.rig.ctx.Dispatch(func(ui.Context) {
			d.transfer.handing.fault = ""
			if err != nil {
				d.transfer.handing.fault = "Not handed over: " + err.Error() + "."
			} else {
				js().Call("closeDialog", "files")
				d.say(notice{ID: "handed", Text: fmt.Sprintf("%s is now with %s, in %s.", path.Base(e.Path), e.To, e.ToPath),
					Buttons: []noticeButton{d.dismiss("handed")}})
			}
			d.tell(onDesk)
		})
	})
}

// deliver hands a file over. The line before it, a comment of a terminal of its own, makes it a unit of undo: a file on
// its way is otherwise part of the command line that came before.
func (r *rig) deliver(e sim.Deliver, dir string) error {
	if err := r.desk.mayDo(e); err != nil {
		return err
	}
	line := sim.Line{Host: e.From, User: e.User, Dir: dir, Text: fmt.Sprintf("# handed to %s: %q", e.To, e.Path), Terminal: "files"}
	if _, err := r.kernel.Do(line); err != nil {
		return err
	}
	_, err := r.kernel.Do(e)
	return err
}
