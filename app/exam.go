package app

import (
	"strings"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// sitting is an exam in this page: the paper, and from the moment when the learner begins the attempt, which watches
// the lab in place of the lesson's progress.
type sitting struct {
	paper   *lessons.Lesson // not bound: name and variant decide the seed
	attempt *lessons.Attempt
	ended   bool       // handed in, or the time was up: what happens now does not count
	fault   string     // of what was put into the form
	ctx     ui.Context // of the page: that of the form ends with it
	result  result
}

// result is how an exam ended.
type result struct {
	score      lessons.Score
	timeUp     bool
	used       time.Duration
	undone     int
	transcript string // the file
	name       string // of the file
}

// exam tells whether an exam is being taken: the lab must not be looked at from outside of its time, be shared or be
// replaced, and hints and feedback are silent.
func (d *desk) exam() bool { return d.sitting != nil && d.sitting.attempt != nil && !d.sitting.ended }

// mayDo tells why an exam does not let hands do something.
func (d *desk) mayDo(e sim.Event) error {
	if !d.exam() {
		return nil
	}
	return d.lesson.Allows(e)
}

// watch looks at the lab for the attempt; the baton is held.
func (s *sitting) watch(l *sim.Lab) (lessons.Change, error) {
	if s.ended {
		return lessons.Change{}, nil
	}
	change, err := s.attempt.Update(l)
	return change, err
}

// finish ends the exam with the lab as it is; the baton is held.
func (s *sitting) finish(l *sim.Lab) {
	a := s.attempt
	s.ended = true
	s.result = result{
		score: a.Progress().Score(), timeUp: a.Over(), used: a.Used(), undone: a.Undone(),
		transcript: string(a.Transcript(l).Encode()), name: transcriptName(a.Header()),
	}
}

// transcriptName is the name of a transcript's file: lesson, learner and variant.
func transcriptName(h lessons.TranscriptHeader) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|. `, r) {
			return '-'
		}
		return r
	}, h.Name)
	return h.Lesson + "-" + name + "-" + uintText(h.Variant) + ".jsonl"
}

// raiseExam takes up the attempt that was kept, or waits for the learner to begin one.
func (d *desk) raiseExam(ctx ui.Context, kept keptLab, k *keeper) {
	if kept.text == "" {
		ctx.Dispatch(func(ui.Context) {
			d.stage, d.sitting.ctx = unbegun, ctx
			pinVersion(d.lab, false)
			d.tell(onDesk)
			markReady()
		})
		return
	}
	lab, err := d.reopened(ctx, kept, k)
	if err != nil {
		ctx.Dispatch(func(ui.Context) { d.lostAttempt(kept, err) })
		return
	}
	s := d.sitting
	s.takeSeat(d)
	if kept.notes[handedKey(d.lab)] != "" || s.attempt.Over() {
		s.finish(lab)
	}
	ctx.Dispatch(func(ctx ui.Context) {
		pinVersion(d.lab, !s.ended)
		d.open(ctx, lab, k, kept, true)
	})
}

// reopened does the kept attempt again, in slices that leave the browser time to breathe.
func (d *desk) reopened(ctx ui.Context, kept keptLab, k *keeper) (*sim.Lab, error) {
	t, err := lessons.DecodeSteps([]byte(keptSteps(kept)))
	if err != nil {
		return nil, err
	}
	bound, err := d.sitting.paper.Bind(t.Header.Seed)
	if err != nil {
		return nil, err
	}
	ctx.Dispatch(func(ui.Context) { d.stage = loading; d.tell(onDesk) })
	first, err := labOf(bound)
	if err != nil {
		return nil, err
	}
	start := first.Journal()
	first.Close()
	begin := time.Now()
	a, lab, err := lessons.Reopen(d.sitting.paper, start, t, func(done int) {
		if time.Since(begin) < slice {
			return
		}
		ctx.Dispatch(func(ui.Context) { d.replay = 100 * done / len(t.Steps); d.tell(onDesk) })
		time.Sleep(time.Millisecond) // back to the browser
		begin = time.Now()
	})
	if err != nil {
		return nil, err
	}
	d.sitting.attempt = a
	k.tookSteps(a, kept)
	k.setup = len(start.Entries)
	return lab, nil
}

// labOf makes the lab of a bound lesson, its set-up done.
func labOf(l *lessons.Lesson) (*sim.Lab, error) {
	lab, err := sim.New(sim.Options{Scenario: l.Scenario, Seed: l.Seed, Lesson: l.ID, LessonVersion: l.Version})
	if err != nil {
		return nil, err
	}
	if err := prepare(lab, l.Setup); err != nil {
		lab.Close()
		return nil, err
	}
	return lab, nil
}

// takeSeat shows the paper as the attempt has it.
func (s *sitting) takeSeat(d *desk) {
	d.progress = s.attempt.Progress()
	d.lesson = d.progress.Lesson()
	d.title = d.lesson.Title
}

// begin starts an attempt for whoever filled in the form.
func (d *desk) begin(who lessons.Entrant) {
	s := d.sitting
	ctx := s.ctx
	a, err := lessons.NewAttempt(s.paper, who)
	if err != nil {
		s.fault = strings.TrimPrefix(err.Error(), "lessons: ")
		d.tell(onDesk)
		return
	}
	s.attempt, s.fault = a, ""
	s.takeSeat(d)
	d.stage = cold
	d.tell(onDesk)
	pinVersion(d.lab, true)
	go func() {
		k := d.newKeeper(ctx)
		lab, err := labOf(d.lesson)
		if err == nil {
			k.setup = len(lab.Journal().Entries)
			err = a.Begin(lab)
		}
		if err != nil {
			ctx.Dispatch(func(ui.Context) { d.fail("The exam could not be set up: " + err.Error()) })
			return
		}
		k.begun(a)
		ctx.Dispatch(func(ctx ui.Context) { d.open(ctx, lab, k, keptLab{}, false) })
	}()
}

// lostAttempt tells that a kept attempt cannot go on, and offers what there is of it.
func (d *desk) lostAttempt(kept keptLab, why error) {
	d.stage = failed
	pinVersion(d.lab, false)
	d.say(notice{ID: "lost-attempt", Kind: "danger",
		Text: "The attempt that you began here cannot go on: " + why.Error() + ". What was kept of it can be saved, but not graded.",
		Buttons: []noticeButton{
			{Label: "Save what there is", Main: true, Do: func() { download(d.lab+"-unfinished.jsonl", keptSteps(kept)) }},
			{Label: "Give it up", Do: d.startOver},
		}})
	markReady()
}

// handIn ends the exam because the learner says so.
func (d *desk) handIn() {
	r, s := d.rig, d.sitting
	if r == nil || !d.exam() {
		return
	}
	r.do(func() {
		r.kernel.View(func(l *sim.Lab) {
			if !s.ended {
				s.finish(l)
			}
		})
		r.ended()
	})
}

// ended keeps that the exam is over and shows what came of it. The worker runs it.
func (r *rig) ended() {
	d := r.desk
	r.keeper.handed(d.sitting)
	d.tellLMS()
	r.ctx.Dispatch(func(ui.Context) {
		pinVersion(d.lab, false)
		d.view = "lesson"
		if d.sitting.result.timeUp {
			d.say(notice{ID: "time-up", Text: "Your time is up. What you do now does not count any more; the result is in the lesson's pane.",
				Buttons: []noticeButton{d.dismiss("time-up")}})
		}
		d.tell(onLab)
		d.tell(onDesk)
		js().Call("reveal", "#exam-result")
		d.askUpdate()
	})
}

// saveTranscript offers the file that proves the result.
func (d *desk) saveTranscript() {
	if s := d.sitting; s != nil && s.ended {
		download(s.result.name, s.result.transcript)
	}
}
