// Package lessons is the lesson engine: what a lesson is once it is compiled, when its tasks are done, which
// hint helps now, and what the learner's work is worth.
//
// A lesson is a story, a lab to begin with and a list of tasks. A task has a goal: a jq predicate over the
// snapshot of the lab. Goals ask what happened to the equipment, never what was typed, so every way that
// really works is accepted. Progress looks at the lab after each change and ticks tasks off.
//
// Lessons are written as Markdown with YAML front matter (see README.md in this folder). Package author reads,
// checks, compiles and proves them; only its output, the JSON of the types here, reaches the browser, so this
// package stays small: no YAML, no Markdown, no files.
//
// Attempt writes a run down for a transcript, Resume makes it again after a reload, and Grade finds what it is worth.
// What a page has to do for that:
//
//   - a, err := NewAttempt(lesson, Entrant{Name, Variant, Accommodation}), with a lesson that is not bound yet;
//   - lab, err := sim.New(a.Options()), then the set-up lines of a.Progress().Lesson() on host Home(snapshot), then
//     a.Begin(lab), which also keeps Undo from reaching into the set-up;
//   - a.Update(lab) from Kernel.Watch, in place of Progress.Update; a.Take(task, rung) when a hint is given;
//   - show a.Used() of a.Budget() (0: no limit), a.Undone(), and stop when a.Over();
//   - Lesson.Allows(event) tells which controls of the bench to offer;
//   - a.Transcript(lab).Encode() is the file to save, and what to keep for a reload: DecodeTranscript, then Resume with
//     the journal of a new lab after the set-up.
//
// Not here: drawing (package app), running commands (package shell), keeping progress between visits (the page
// stores State as it likes).
package lessons
