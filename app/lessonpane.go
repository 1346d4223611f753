package app

import (
	"fmt"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
)

// lessonPane is the story beside the equipment.
type lessonPane struct {
	ui.Compo
	Desk   *desk
	Static ui.UI // the text as prerendered, shown until the lesson's data have come
}

func (l *lessonPane) OnMount(ctx ui.Context) { l.Desk.watch(ctx, onLab, onDesk) }

func (l *lessonPane) Render() ui.UI {
	text := l.Static
	if l.Desk.lesson != nil || text == nil {
		text = lessonText(l.Desk)
	}
	return ui.Section().Class("pane", "pane-lesson").DataSet("pane", "lesson").TabIndex(-1).Aria("label", "Lesson").Body(
		ui.Div().Class("lesson-scroll").TabIndex(0).Role("group").Aria("label", "Text of the lesson").Body(text),
	)
}

func lessonText(d *desk) ui.UI {
	l := d.lesson
	if l == nil {
		return ui.Div().Class("lesson-text").ID("lesson-text").Body(ui.P().Class("muted").Text("Loading the lesson."))
	}
	steps, never := taskLists(l)
	return ui.Div().Class("lesson-text").ID("lesson-text").Body(
		ui.P().Class("eyebrow").Body(eyebrow(l)...),
		examHead(d),
		html(l.Intro, "story", "prose"),
		progressLine(d, steps),
		ui.Ol().Class("tasks").Body(ui.Range(steps).Slice(func(i int) ui.UI { return taskItem(d, i, steps[i]) })),
		neverList(d, never),
		outro(d),
		&reviewBox{Desk: d},
		guideRefs(l.Guide),
	)
}

// html shows a fragment of the lesson's HTML, which package author made clean.
func html(fragment string, class ...string) ui.UI {
	return ui.Raw(`<div class="` + strings.Join(class, " ") + `">` + fragment + `</div>`)
}

func eyebrow(l *lessons.Lesson) []ui.UI {
	return []ui.UI{
		ui.Span().Text(fmt.Sprintf("%d min", l.Minutes)),
		ui.Span().Text(l.Level),
		ui.Span().Text("for " + strings.Join(l.Roles, " and ")),
	}
}

// taskLists parts the steps from what must not happen.
func taskLists(l *lessons.Lesson) (steps, never []lessons.Task) {
	for _, t := range l.Tasks {
		if t.Kind == lessons.Never {
			never = append(never, t)
		} else {
			steps = append(steps, t)
		}
	}
	return steps, never
}

func progressLine(d *desk, steps []lessons.Task) ui.UI {
	done := 0
	for _, t := range steps {
		if d.taskState(t.ID) == "done" {
			done++
		}
	}
	words := fmt.Sprintf("%d of %d done", done, len(steps))
	return ui.Div().Class("progress-line").Hidden(d.silent()).Body(
		ui.Span().ID("progress-text").Role("status").Text(words),
		ui.Progress().Max(len(steps)).Value(done).Aria("label", "Tasks done"),
	)
}

// silent tells whether the lesson must not say how it goes: an exam, until its end.
func (d *desk) silent() bool { return d.sitting != nil && !d.sitting.ended }

// taskState is how a task stands, in the words of data-state: done, active, todo or tripped.
func (d *desk) taskState(id string) string {
	if d.silent() {
		return "todo"
	}
	if d.travel.open && d.travel.scene.tasks != nil {
		return stateWord(d.travel.scene.tasks[id])
	}
	if d.progress == nil {
		if d.lesson != nil && len(d.lesson.Tasks) > 0 && d.lesson.Tasks[0].ID == id {
			return "active"
		}
		return "todo"
	}
	s, _ := d.progress.Task(id)
	return stateWord(s)
}

// stateWord is how a task stands, as taskState says it.
func stateWord(s lessons.TaskState) string {
	switch {
	case s.Tripped:
		return "tripped"
	case s.Done:
		return "done"
	case s.Active:
		return "active"
	}
	return "todo"
}

func taskItem(d *desk, i int, t lessons.Task) ui.UI {
	state := d.taskState(t.ID)
	return ui.Li().Class("task").DataSet("task", t.ID).DataSet("state", state).Body(
		ui.Details().Open(state == "active" || d.silent()).Body(
			ui.Summary().Body(
				taskMark(fmt.Sprint(i+1), state),
				ui.Span().Class("task-title").Text(t.Title),
				ui.Span().Class("task-note").Text(d.taskNote(t.ID, state)),
			),
			ui.Div().Class("task-body").Body(html(t.HTML, "prose"), &hintBox{Desk: d, Task: t.ID}),
		),
		ui.P().Class("task-done").Hidden(state != "done" || t.Done == "").Body(words(t.Done)...),
	)
}

func taskMark(number, state string) ui.UI {
	if state == "done" {
		return ui.Span().Class("task-mark").Body(icon("check"), ui.Span().Class("sr").Text("done: "))
	}
	return ui.Span().Class("task-mark").Text(number)
}

func (d *desk) taskNote(id, state string) string {
	if d.progress == nil {
		return ""
	}
	if s, _ := d.progress.Task(id); s.Assisted && state == "done" {
		return "with help"
	}
	return ""
}

// neverList is what must not happen. It shows from the beginning: nobody should trip over a rule they were not told.
func neverList(d *desk, never []lessons.Task) ui.UI {
	return ui.Div().Class("rules").Hidden(len(never) == 0).Body(
		ui.H2().Class("sr").Text("What must not happen"),
		ui.Ul().Class("tasks").Body(ui.Range(never).Slice(func(i int) ui.UI {
			t := never[i]
			state := d.taskState(t.ID)
			mark := icon("triangle-alert")
			text := t.HTML
			if state == "tripped" {
				text = "<p>" + htmlEscape(t.Tripped) + "</p>" + text
			}
			return ui.Li().Class("task").DataSet("task", t.ID).DataSet("state", state).Body(
				ui.Details().Open(state == "tripped").Body(
					ui.Summary().Body(
						ui.Span().Class("task-mark").Body(mark),
						ui.Span().Class("task-title").Text(t.Title),
						ui.Span().Class("task-note").Text(map[bool]string{true: "happened"}[state == "tripped"]),
					),
					ui.Div().Class("task-body").Body(html(text, "prose")),
				),
			)
		})),
	)
}

func outro(d *desk) ui.UI {
	solved := d.progress != nil && d.progress.Solved() && (!d.travel.open || d.travel.scene.solved)
	if d.sitting != nil {
		solved = d.sitting.ended
	}
	o := d.lesson.Outro
	title := o.Title
	if title == "" {
		title = "Done"
	}
	return ui.Section().Class("outro").ID("outro").Hidden(!solved).Body(
		ui.H2().Text(title),
		html(o.HTML, "prose"),
		ui.Div().Class("dialog-end").Body(
			ui.If(!portable(), ui.A().Class("btn").DataSet("kind", "primary").Href(href("/")).Text("All lessons")),
			ui.Button().Type("button").Class("btn").DataSet("act", "open:start-over").Text("Do it again"),
		),
	)
}

func guideRefs(sections []string) ui.UI {
	return ui.P().Class("guide-refs").Hidden(len(sections) == 0).
		Text("In the vendor's guide: section " + strings.Join(sections, ", "))
}

func htmlEscape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}
