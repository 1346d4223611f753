package app

import (
	"fmt"
	"path"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
	"hsmlab/sim/host"
	"hsmlab/sim/shell"
)

// transfer is what goes between the learner's computer and the host whose terminal is in front.
type transfer struct {
	place    shell.Place // where that terminal's shell stands
	path     string      // of the file to save
	names    []string    // what the path could be
	fault    string      // why the last file was not saved
	incoming []incoming  // files that came and are not on the host yet
	asking   bool        // whether the first of them may replace another
	handing  handing     // what is given to another party
}

// incoming is a file that was dropped or chosen.
type incoming struct {
	name  string
	data  []byte
	fault string // why the browser did not read it
	at    shell.Place
}

func (f incoming) path() string { return path.Join(f.at.Dir, f.name) }

// filesFromPage lets the page's module (web/js/files.js) hand files over.
func (d *desk) filesFromPage(ctx ui.Context) {
	take := ui.FuncOf(func(_ ui.Value, args []ui.Value) any {
		f := incoming{name: args[0].String()}
		if args[1].Truthy() {
			f.data = make([]byte, args[1].Get("length").Int())
			ui.CopyBytesToGo(f.data, args[1])
		} else {
			f.fault = args[2].String()
		}
		ctx.Dispatch(func(ui.Context) { d.receive(f) })
		return nil
	})
	js().Set("receive", take)
	d.release = append(d.release, take.Release)
}

// receive puts a file on the host whose terminal is in front, in the directory where its shell stands.
func (d *desk) receive(f incoming) {
	t := d.term(d.host)
	switch {
	case d.rig == nil || t.session == nil || d.inPast():
		return
	case f.fault != "":
		d.complain("file", f.name+" was not copied: "+f.fault)
		return
	case f.name == "" || strings.Contains(f.name, "/") || f.name == "." || f.name == "..":
		d.complain("file", fmt.Sprintf("%q is no name of a file on the host.", f.name))
		return
	}
	d.rig.do(func() {
		f.at = t.session.Place()
		d.rig.ctx.Dispatch(func(ui.Context) {
			d.transfer.incoming = append(d.transfer.incoming, f)
			d.nextFile()
		})
	})
}

// nextFile puts the first file that waits on its host; if it would replace another, the learner is asked.
func (d *desk) nextFile() {
	if d.transfer.asking || len(d.transfer.incoming) == 0 || d.rig == nil {
		return
	}
	f := d.transfer.incoming[0]
	d.transfer.asking = true
	d.rig.do(func() {
		there := false
		d.rig.kernel.View(func(l *sim.Lab) {
			_, err := l.Stat(f.at.Host, f.at.User, f.path())
			there = err == nil
		})
		d.rig.ctx.Dispatch(func(ui.Context) {
			if !there {
				d.decide(true)
				return
			}
			d.tell(onDesk)
			js().Call("openDialogSoon", "replace")
		})
	})
}

// decide ends the question about the first file that waits.
func (d *desk) decide(put bool) {
	if len(d.transfer.incoming) == 0 || d.rig == nil {
		return
	}
	f := d.transfer.incoming[0]
	d.transfer.incoming, d.transfer.asking = d.transfer.incoming[1:], false
	if !put {
		d.nextFile()
		return
	}
	r := d.rig
	r.do(func() {
		err := r.put(f)
		r.ctx.Dispatch(func(ui.Context) {
			if err != nil {
				d.complain("file", fmt.Sprintf("%s was not copied to %s: %v.", f.name, f.at.Host, err))
			} else {
				d.say(notice{ID: "file", Text: fmt.Sprintf("%s, %d bytes, is now in %s on %s.", f.name, len(f.data), f.at.Dir, f.at.Host),
					Buttons: []noticeButton{d.dismiss("file")}})
			}
			d.nextFile()
		})
	})
}

// put writes a file to its host. The line before it, a comment of a terminal of its own, makes the file a unit of undo.
func (r *rig) put(f incoming) error {
	up := false
	r.kernel.View(func(l *sim.Lab) { up = l.HostUp(f.at.Host) })
	if !up {
		return fmt.Errorf("the host is not up")
	}
	line := sim.Line{Host: f.at.Host, User: f.at.User, Dir: f.at.Dir, Text: fmt.Sprintf("# file from this computer: %q", f.name), Terminal: "files"}
	if _, err := r.kernel.Do(line); err != nil {
		return err
	}
	_, err := r.kernel.Do(sim.File{Host: f.at.Host, User: f.at.User, Op: "put", Path: f.path(), Data: f.data})
	return err
}

// openFiles shows the files of the host whose terminal is in front.
func (d *desk) openFiles() {
	d.openFilesAt("")
}

// openFilesAt shows them with a file to save and to hand over; "" begins in the directory where the shell stands.
func (d *desk) openFilesAt(file string) {
	t := d.term(d.host)
	if d.rig == nil || t.session == nil {
		return
	}
	d.rig.do(func() {
		place := t.session.Place()
		begin := file
		if file == "" {
			begin = strings.TrimSuffix(place.Dir, "/") + "/"
		}
		names := d.rig.completions(place, begin)
		d.rig.ctx.Dispatch(func(ui.Context) {
			d.transfer.place, d.transfer.path, d.transfer.names, d.transfer.fault = place, begin, names, ""
			d.beginHanding(place.Host, begin)
			d.tell(onDesk)
			first := ""
			if file != "" {
				first = "#give-to"
			}
			js().Call("openDialogSoon", "files", first)
		})
	})
}

// maxNames is how many names are offered to complete a path.
const maxNames = 200

// completions lists what is in the directory that the path has reached.
func (r *rig) completions(at shell.Place, begun string) []string {
	dir := begun[:strings.LastIndex(begun, "/")+1]
	var names []string
	r.kernel.View(func(l *sim.Lab) {
		list, err := l.ReadDir(at.Host, at.User, path.Join("/", at.Dir, dir))
		if path.IsAbs(dir) {
			list, err = l.ReadDir(at.Host, at.User, path.Clean(dir))
		}
		if err != nil {
			return // nothing to offer; saving tells why
		}
		for _, f := range list[:min(len(list), maxNames)] {
			name := dir + f.Name
			if f.Dir {
				name += "/"
			}
			names = append(names, name)
		}
	})
	return names
}

// beginPath takes what was typed of a path.
func (d *desk) beginPath(text string) {
	d.transfer.path = text
	d.complete(text)
}

// complete offers what a path could go on with.
func (d *desk) complete(text string) {
	place := d.transfer.place
	if d.rig == nil {
		return
	}
	d.rig.do(func() {
		names := d.rig.completions(place, text)
		d.rig.ctx.Dispatch(func(ui.Context) {
			d.transfer.names = names
			d.tell(onDesk)
		})
	})
}

// saveFile gives the learner a file of the host.
func (d *desk) saveFile() {
	place, name := d.transfer.place, d.transfer.path
	if d.rig == nil {
		return
	}
	if !path.IsAbs(name) {
		name = path.Join(place.Dir, name)
	}
	d.rig.do(func() {
		var data []byte
		var err error
		d.rig.kernel.View(func(l *sim.Lab) { data, err = l.ReadFile(place.Host, place.User, path.Clean(name)) })
		d.rig.ctx.Dispatch(func(ui.Context) {
			d.transfer.fault = ""
			if err != nil {
				d.transfer.fault = "Not saved: " + err.Error() + "."
			} else {
				bytes := ui.Window().Get("Uint8Array").New(len(data))
				ui.CopyBytesToJS(bytes, data)
				js().Call("download", path.Base(name), bytes, "application/octet-stream")
				js().Call("closeDialog", "files")
			}
			d.tell(onDesk)
		})
	})
}

// maxMB is the size of the largest file of a host.
const maxMB = host.MaxFile >> 20
