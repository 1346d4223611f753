package app

import (
	"fmt"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// sharing is a lab on its way to somebody else, or from there.
type sharing struct {
	link    string       // to this lab; "" while it is made, and when it would be too long
	long    int          // characters that the link would have, if that is too many
	said    string       // what came of copying or of opening
	fault   string       // why there is no link, or no lab in a file
	offered *sim.Journal // somebody's lab, which may take this one's place
	mine    int          // what was done in this lab, which would be lost
}

// openShare makes a link to the lab as it is now and shows it.
func (d *desk) openShare() {
	r := d.rig
	if r == nil || d.notInExam("shared") || d.inPast() {
		return
	}
	d.sharing = sharing{}
	js().Call("openDialogSoon", "share")
	js().Call("lazy", "share").Then(func(v ui.Value) {
		if !v.Bool() {
			d.noLink("the page could not load what it needs for it; save the lab to a file instead")
			return
		}
		r.do(func() {
			var text []byte
			r.kernel.View(func(l *sim.Lab) { text = l.Journal().Encode() })
			js().Get("share").Call("pack", string(text)).Then(func(v ui.Value) { d.packed(textIn(v), errorIn(v)) })
		})
	})
}

// packed takes the compressed journal, which is a part of a link if it is short enough.
func (d *desk) packed(data, fault string) {
	if fault != "" {
		d.noLink(fault)
		return
	}
	d.rig.ctx.Dispatch(func(ui.Context) {
		fragment := lessons.ShareMark + data
		d.sharing = sharing{}
		if len(fragment) > lessons.MaxShare {
			d.sharing.long = len(fragment)
		} else {
			at := ui.Window().Get("location")
			d.sharing.link = at.Get("origin").String() + at.Get("pathname").String() + "#" + fragment
		}
		d.tell(onDesk)
	})
}

func (d *desk) noLink(why string) {
	d.rig.ctx.Dispatch(func(ui.Context) {
		d.sharing = sharing{fault: "No link could be made: " + why + "."}
		d.tell(onDesk)
	})
}

// notInExam refuses what an exam does not allow.
func (d *desk) notInExam(done string) bool {
	if d.exam() {
		d.complain("share", "In an exam the lab cannot be "+done+".")
	}
	return d.exam()
}

// openLink takes up the lab that the address holds, if it holds one.
func (d *desk) openLink() {
	hash := ui.Window().Get("location").Get("hash").String()
	if len(hash) < 5 || hash[:5] != "#lab=" || d.rig == nil {
		return
	}
	j, err := lessons.DecodeShare(hash)
	if err != nil {
		js().Call("forgetFragment")
		d.complain("link", "The link holds no lab that can be opened: "+err.Error()+". Your own lab is as it was.")
		return
	}
	d.offer(j, "link")
}

// openFile takes up a lab that somebody saved.
func (d *desk) openFile(file ui.Value) {
	if file.Get("size").Int() > sim.MaxJournal {
		d.noLab(fmt.Sprintf("the file is larger than %d MB", sim.MaxJournal>>20))
		return
	}
	file.Call("text").Then(func(v ui.Value) {
		text := v.String()
		d.rig.ctx.Dispatch(func(ui.Context) {
			j, err := sim.DecodeJournal([]byte(text))
			if err != nil {
				d.noLab(err.Error())
				return
			}
			js().Call("closeDialog", "share")
			d.offer(j, "file")
		})
	})
}

func (d *desk) noLab(why string) {
	d.sharing.fault = "The file holds no lab that can be opened: " + why + "."
	d.tell(onDesk)
}

// offer lets somebody's lab take the place of this one: at once when nothing was done here, and else after asking.
func (d *desk) offer(j *sim.Journal, from string) {
	r := d.rig
	if d.notInExam("replaced") {
		return
	}
	if err := d.belongs(j.Header); err != nil {
		js().Call("forgetFragment")
		d.complain("link", "The lab of this "+from+" cannot be opened here: "+err.Error()+". Open that page first.")
		return
	}
	r.do(func() {
		mine := 0
		r.kernel.View(func(l *sim.Lab) { mine = lessons.Acts(lessons.Moments(l.Journal(), r.keeper.setup)) })
		r.ctx.Dispatch(func(ui.Context) {
			d.sharing = sharing{offered: j, mine: mine}
			if mine == 0 {
				d.adopt()
				return
			}
			d.tell(onDesk)
			js().Call("openDialogSoon", "open-link", "#open-link-no")
		})
	})
}

// adopt puts the offered lab in the place of this one and loads the page anew.
func (d *desk) adopt() {
	j := d.sharing.offered
	if j == nil || d.rig == nil {
		return
	}
	d.rig.keeper.off = true
	js().Call("adopt", d.lab, string(j.Encode())).Then(func(v ui.Value) {
		if err := errorIn(v); err != "" {
			d.rig.ctx.Dispatch(func(ui.Context) { d.storeFailed(err) })
		}
	})
}

// keepOwn leaves this lab in its place.
func (d *desk) keepOwn() {
	js().Call("forgetFragment")
	d.sharing = sharing{}
	d.tell(onDesk)
}
