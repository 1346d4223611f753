package app

import (
	"encoding/json"
	"fmt"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// progressFile is all progress on its way to a file, or back from one.
type progressFile struct {
	found *lessons.Archive // what a file holds that was chosen; nil when none is
	own   map[string]bool  // labs that are kept here
	said  string           // what came of it
	fault string
}

// yours tells how far the learner is over all lessons, and keeps that in a file.
func (c *cataloguePage) yours() ui.UI {
	finished, lessonCount, done, tasks := c.sums()
	live := c.ctx != nil
	return ui.Section().Class("yours").ID("yours").Aria("labelledby", "yours-title").Body(
		ui.H2().ID("yours-title").Text("Your progress"),
		ui.P().ID("yours-words").Text(fmt.Sprintf("%d of %d lessons finished, %d of %d tasks done. It is kept in this browser, nowhere else.", finished, lessonCount, done, tasks)),
		ui.Progress().Max(max(tasks, 1)).Value(done).Aria("label", "Tasks done in all lessons"),
		ui.Div().Class("yours-verbs").Body(
			ui.Button().Type("button").Class("btn").ID("yours-save").Disabled(!live).Body(icon("download"), ui.Text("Save all progress to a file")).
				OnClick(func(ui.Context, ui.Event) { c.saveAll() }),
			ui.Label().Class("yours-file").For("yours-file").Text("Bring progress back from a file"),
			ui.Input().Type("file").ID("yours-file").Accept(".json").Disabled(!live).OnChange(func(ctx ui.Context, _ ui.Event) {
				if files := ctx.JSSrc().Get("files"); files.Length() > 0 {
					c.readAll(files.Index(0))
				}
				ctx.JSSrc().Set("value", "")
			}),
		),
		ui.P().Class("small", "muted").Text("The file holds every lab as you left it, with all that you typed, passphrases too."),
		ui.P().Class("small").ID("yours-said").Role("status").Text(c.file.said),
		ui.P().Class("small", "fault").ID("yours-fault").Role("alert").Text(c.file.fault),
		c.asideBox(),
		c.bringBackDialog(),
	)
}

// sums adds up all lessons.
func (c *cataloguePage) sums() (finished, lessonCount, done, tasks int) {
	for _, course := range c.catalog.Courses {
		for _, l := range course.Lessons {
			s := c.standings[l.ID]
			steps, _ := taskLists(&l)
			lessonCount++
			tasks += len(steps)
			done += min(s.done(), len(steps))
			if s.Solved {
				finished++
			}
		}
	}
	return finished, lessonCount, done, tasks
}

// saveAll offers everything in the store as one file.
func (c *cataloguePage) saveAll() {
	js().Get("store").Call("dump", lessons.ArchiveFormat, sim.Version).Then(func(v ui.Value) {
		if err := errorIn(v); err != "" {
			c.tell(progressFile{fault: "Nothing was saved: " + err})
			return
		}
		js().Call("download", "hsmlab-progress.json", textIn(v), "application/json")
		c.tell(progressFile{said: "Saved."})
	})
}

// readAll looks at a file that was chosen, and asks before anything is changed.
func (c *cataloguePage) readAll(file ui.Value) {
	if size := file.Get("size").Int(); size > lessons.MaxArchive {
		c.tell(progressFile{fault: fmt.Sprintf("The file cannot be used: it is larger than %d MB.", lessons.MaxArchive>>20)})
		return
	}
	file.Call("text").Then(func(v ui.Value) {
		a, err := lessons.DecodeArchive([]byte(v.String()))
		if err != nil {
			c.tell(progressFile{fault: "The file cannot be used: " + err.Error() + ". Nothing was changed."})
			return
		}
		js().Get("store").Call("labs").Then(func(v ui.Value) {
			own := map[string]bool{}
			for _, id := range strings.Fields(textIn(v)) {
				own[id] = true
			}
			c.tell(progressFile{found: a, own: own})
			js().Call("openDialogSoon", "bring-back", "#bring-back-no")
		})
	})
}

// bringBack takes over what the file holds. What was finished here stays finished.
func (c *cataloguePage) bringBack() {
	a := c.file.found
	if a == nil {
		return
	}
	for key, text := range a.Notes {
		lesson, ok := strings.CutPrefix(key, standingKey(""))
		var theirs standing
		if ok && json.Unmarshal([]byte(text), &theirs) == nil {
			a.Notes[key] = encodedText(c.standings[lesson].with(theirs))
		}
	}
	js().Get("store").Call("restore", encodedText(a)).Then(func(v ui.Value) {
		if err := errorIn(v); err != "" {
			c.tell(progressFile{fault: "Nothing was changed: " + err})
			return
		}
		c.tell(progressFile{said: "Your progress is back."})
		c.load(c.ctx)
	})
}

// tell shows how it stands.
func (c *cataloguePage) tell(f progressFile) {
	c.ctx.Dispatch(func(ui.Context) { c.file = f })
}

// bringBackDialog says what a file holds and what it replaces.
func (c *cataloguePage) bringBackDialog() ui.UI {
	f := c.file
	holds, replaces := "", ""
	if f.found != nil {
		holds, replaces = archiveWords(f.found), replacedWords(f.found, f.own)
	}
	return ui.Dialog().ID("bring-back").Aria("labelledby", "bring-back-title").Body(
		ui.H2().ID("bring-back-title").Text("Bring this progress back?"),
		ui.P().ID("bring-back-holds").Text(holds),
		ui.P().ID("bring-back-replaces").Text(replaces),
		ui.P().Text("What you have finished here stays finished."),
		ui.Div().Class("dialog-end").Body(
			ui.Button().Type("button").Class("btn").DataSet("act", "close").ID("bring-back-no").Text("Leave everything as it is"),
			ui.Button().Type("button").Class("btn").DataSet("kind", "primary").DataSet("act", "close").ID("bring-back-yes").Text("Bring it back").
				OnClick(func(ui.Context, ui.Event) { c.bringBack() }),
		),
	)
}

// archiveWords say what a file holds.
func archiveWords(a *lessons.Archive) string {
	begun, finished := 0, 0
	for key, text := range a.Notes {
		var s standing
		if strings.HasPrefix(key, standingKey("")) && json.Unmarshal([]byte(text), &s) == nil {
			begun++
			if s.Solved {
				finished++
			}
		}
	}
	day, _, _ := strings.Cut(a.Saved, "T")
	return fmt.Sprintf("The file was saved on %.10s. It holds %s. Lessons begun: %d, finished: %d.", day, labsWords(len(a.Labs)), begun, finished)
}

// replacedWords say which labs of this browser give way.
func replacedWords(a *lessons.Archive, own map[string]bool) string {
	var names []string
	for _, lab := range a.Labs {
		if own[lab.ID] {
			names = append(names, lab.ID)
		}
	}
	if len(names) == 0 {
		return "No lab in this browser is replaced."
	}
	return "These labs in this browser are replaced, and undo cannot bring them back: " + strings.Join(names, ", ") + "."
}

func labsWords(n int) string {
	if n == 1 {
		return "one lab"
	}
	return fmt.Sprintf("%d labs", n)
}
