package main

import (
	"fmt"
	"html"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
)

func newLessonPreviewCommand() *cobra.Command {
	var seed uint64
	var file string
	cmd := &cobra.Command{
		Use:   "preview LESSON|PATH",
		Short: "Show a lesson as learners read it, with its goals and hints, in the terminal or as an HTML file",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			bound, err := previewed(args[0], seed)
			if err != nil {
				return err
			}
			page := previewHTML(bound)
			if file != "" {
				return os.WriteFile(file, []byte("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>"+html.EscapeString(bound.Title)+
					"</title>\n<style>"+previewStyle+"</style>\n<body>\n"+page+"</body></html>\n"), 0o644)
			}
			_, err = io.WriteString(cmd.OutOrStdout(), plainText(page))
			return err
		},
	}
	cmd.Flags().Uint64Var(&seed, "seed", 0, "seed of the variables (default the lesson's own)")
	cmd.Flags().StringVar(&file, "html", "", "write an HTML file instead of printing text")
	return cmd
}

const previewStyle = "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.55 system-ui,sans-serif}pre{background:#eef;padding:.6rem;overflow:auto}" +
	"aside{border-left:.25rem solid #99b;padding-left:.8rem;color:#334;font-size:.9rem}"

// previewed is the lesson with that id, or the only one below a folder, bound to a seed.
func previewed(name string, seed uint64) (*lessons.Lesson, error) {
	var paths []string
	if exists(name) {
		paths = []string{name}
	}
	c, err := chooseLessons(paths)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(c.problems, func(p author.Problem) bool { return !p.Draft }); i >= 0 {
		return nil, fmt.Errorf("%w (hsmlab lesson lint shows all)", c.problems[i])
	}
	for _, s := range c.sources {
		if s.Lesson.ID == name || paths != nil && len(c.sources) == 1 {
			if seed == 0 {
				seed = s.Lesson.Seed
			}
			return s.Lesson.Bind(seed)
		}
	}
	return nil, usageError{fmt.Errorf("no lesson %q; hsmlab lesson list shows them", name)}
}

// previewHTML is the whole lesson, and for its author what learners see only when they need it.
func previewHTML(l *lessons.Lesson) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<h1>%s</h1>\n<p>%s</p>\n", html.EscapeString(l.Title), html.EscapeString(l.Summary))
	if len(l.Values) > 0 {
		var values []string
		for _, v := range l.Values {
			values = append(values, v.Name+" = "+v.Value)
		}
		fmt.Fprintf(&b, "<aside><p>Seed %d: %s</p></aside>\n", l.Seed, html.EscapeString(strings.Join(values, "; ")))
	}
	b.WriteString(l.Intro + "\n")
	for i, t := range l.Tasks {
		fmt.Fprintf(&b, "<h2>%d. %s</h2>\n%s\n<aside>\n", i+1, html.EscapeString(t.Title), t.HTML)
		aside := func(label, text string) {
			if text != "" {
				fmt.Fprintf(&b, "<p>%s: %s</p>\n", label, html.EscapeString(text))
			}
		}
		aside("Task", fmt.Sprintf("%s, %s, weight %d", t.ID, t.Kind, t.Weight))
		aside("Goal", t.Goal)
		for _, h := range t.Hints {
			b.WriteString(hintHTML(h))
		}
		for _, f := range t.Feedback {
			aside("Feedback when "+f.When, f.Text)
		}
		aside("When done", t.Done)
		aside("When tripped", t.Tripped)
		b.WriteString("</aside>\n")
	}
	fmt.Fprintf(&b, "<h2>%s</h2>\n%s\n", html.EscapeString(l.Outro.Title), l.Outro.HTML)
	return b.String()
}

// hintHTML is a hint, its command apart from what is said about it.
func hintHTML(h lessons.Hint) string {
	text := html.EscapeString(h.Text)
	if h.Line == "" {
		return "<p>" + hintLabel(h) + ": " + text + "</p>\n"
	}
	command := "<p>" + hintLabel(h) + ":</p>\n<pre><code>" + html.EscapeString(h.Line) + "\n</code></pre>\n"
	if text != "" {
		command += "<p>" + text + "</p>\n"
	}
	return command
}

// hintLabel is the rung of a hint, as HTML, with the host and the condition.
func hintLabel(h lessons.Hint) string {
	label := string(h.Rung)
	if h.On != "" {
		label += " on " + h.On
	}
	if h.When != "" {
		label += " when " + h.When
	}
	return html.EscapeString(label)
}

// plainText lays the HTML of a lesson out for a terminal. Lessons hold a few kinds of elements, all well formed.
func plainText(page string) string {
	var out strings.Builder
	pre, indent := false, ""
	for len(page) > 0 {
		text, rest, ok := strings.Cut(page, "<")
		if pre {
			for line := range strings.Lines(html.UnescapeString(text)) {
				out.WriteString(indent + "    " + line)
			}
		} else if words := strings.TrimSpace(strings.ReplaceAll(html.UnescapeString(text), "\n", " ")); words != "" {
			out.WriteString(html.UnescapeString(strings.ReplaceAll(text, "\n", " ")))
		}
		if !ok {
			break
		}
		tag, after, _ := strings.Cut(rest, ">")
		name, _, _ := strings.Cut(tag, " ")
		switch name {
		case "h1", "h2", "h3", "p", "tr", "/table":
			out.WriteString("\n" + indent)
		case "/h1", "/h2", "/h3", "/p", "/li", "/tr", "/pre":
			out.WriteString("\n")
		case "li":
			out.WriteString("\n" + indent + "- ")
		case "aside":
			indent = "  | "
		case "/aside":
			indent = ""
		case "td", "th":
			out.WriteString("  ")
		case "code", "/code":
			if !pre {
				out.WriteString("`")
			}
		}
		if name == "pre" || name == "/pre" {
			pre = name == "pre"
			out.WriteString("\n")
		}
		page = after
	}
	return wrapped(out.String())
}

// wrapped breaks long lines of text at words; what is indented stays as it is. Of several empty lines one is left.
func wrapped(text string) string {
	var out strings.Builder
	empty := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n ")
		prefix := ""
		if strings.HasPrefix(line, "  | ") {
			prefix = "  | "
		}
		before := empty
		if empty = strings.TrimSpace(line) == ""; empty && before {
			continue
		}
		if strings.HasPrefix(line[len(prefix):], "    ") || empty {
			out.WriteString(line + "\n")
			continue
		}
		for _, part := range wrap(strings.TrimPrefix(line, prefix), 96) {
			out.WriteString(prefix + part + "\n")
		}
	}
	return out.String()
}
