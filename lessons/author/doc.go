// Package author reads lessons as they are written, says what is wrong with them, compiles them for the page and
// proves that they work.
//
// A lesson is a folder: lesson.md (YAML front matter, Markdown steps), solution.sh, and where they are needed
// alternative-NAME.sh and trip-TASK.sh. Reading is strict: an unknown key, a heading without a task, a goal that
// is not jq or a command in the text that no script runs is a Problem with file and line, and says what was wanted.
// Begin then runs a lesson's set-up and asks its goals once. Compiling turns the whole into the plain types of package
// lessons, so that browsers need no YAML and no Markdown.
//
// Native only: the browser client must not link this package.
package author
