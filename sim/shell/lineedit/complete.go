package lineedit

import (
	"strings"
	"unicode/utf8"
)

// maxShown is how many completions are listed.
const maxShown = 200

// complete puts in what all completions have in common. The second Tab in a row lists them.
func (e *Editor) complete(line string, pos int) (string, int, bool) {
	if e.Complete == nil {
		return line, pos, true
	}
	c := e.Complete(line, pos)
	filled, at, more := c.Fill(line, pos)
	if more {
		e.tabs = 0
		return filled, at, true
	}
	if e.tabs > 1 && len(c.Words) > 0 {
		e.list(c.Words, line)
	}
	return line, pos, true
}

// Fill puts what all words have in common in the place of the text from Start to the cursor, pos bytes into the line. more
// tells whether that is more than stood there.
func (c Completion) Fill(line string, pos int) (filled string, at int, more bool) {
	if len(c.Words) == 0 || c.Start < 0 || c.Start > pos {
		return line, pos, false
	}
	word := common(c.Words)
	if len(c.Words) == 1 && !strings.HasSuffix(word, "/") && !strings.HasSuffix(word, "=") && !strings.HasPrefix(line[pos:], " ") {
		word += " "
	}
	if len(word) <= pos-c.Start && len(c.Words) > 1 {
		return line, pos, false
	}
	return line[:c.Start] + word + line[pos:], c.Start + len(word), true
}

// common is the longest beginning that all words share, in whole characters.
func common(words []string) string {
	p := words[0]
	for _, w := range words[1:] {
		for !strings.HasPrefix(w, p) {
			_, size := utf8.DecodeLastRuneInString(p)
			p = p[:len(p)-size]
		}
	}
	return p
}

// list prints the completions in columns above the prompt.
func (e *Editor) list(words []string, line string) {
	shown := words
	if len(shown) > maxShown {
		shown = shown[:maxShown]
	}
	width := 0
	names := make([]string, len(shown))
	for i, w := range shown {
		if at := strings.LastIndex(strings.TrimSuffix(w, "/"), "/"); at >= 0 {
			w = w[at+1:]
		}
		names[i] = w
		width = max(width, utf8.RuneCountInString(w)+2)
	}
	per := max(1, e.columns/width)
	var b strings.Builder
	b.WriteString(e.prompt + line + "\n")
	for i, n := range names {
		b.WriteString(n)
		if (i+1)%per == 0 || i == len(names)-1 {
			b.WriteByte('\n')
		} else {
			b.WriteString(strings.Repeat(" ", width-utf8.RuneCountInString(n)))
		}
	}
	if len(words) > len(shown) {
		b.WriteString("… and more\n")
	}
	e.term.Write([]byte(b.String()))
}
