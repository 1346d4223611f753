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
// Not here: drawing (package app), running commands (package shell), keeping progress between visits (the page
// stores State as it likes).
package lessons
