package lineedit

import "strings"

// search is a backwards search of the history.
type search struct {
	active bool
	query  string
	at     int    // how many entries back the match is
	before string // the line when the search began
}

func (e *Editor) searchOlder(line string, pos int) (string, int, bool) {
	if !e.search.active {
		e.search = search{active: true, before: line}
		return e.found(line, 0)
	}
	return e.found(line, e.search.at+1)
}

// searchKey adds to the query; Ctrl-G gives the search up.
func (e *Editor) searchKey(line string, pos int, key rune) (string, int, bool) {
	switch {
	case key == keyBell:
		before := e.search.before
		e.endSearch()
		return before, len(before), true
	case key == keyErase:
		if r := []rune(e.search.query); len(r) > 0 {
			e.search.query = string(r[:len(r)-1])
		}
		e.search.at = 0
		return e.found(line, 0)
	case key < ' ' || key >= 0xd800 && key < 0xe000:
		return line, pos, true
	}
	e.search.query += string(key)
	return e.found(line, e.search.at)
}

// found shows the newest line from entry at on that has the query in it.
func (e *Editor) found(line string, at int) (string, int, bool) {
	failed := ""
	if e.search.query != "" {
		failed = "failed "
		for i, entry := range reversed(e.history) {
			if i >= at && strings.Contains(entry, e.search.query) && !strings.Contains(entry, "\n") {
				e.search.at, line, failed = i, entry, ""
				break
			}
		}
	}
	e.redraw("(" + failed + "reverse-i-search)`" + e.search.query + "': ")
	return line, max(0, strings.Index(line, e.search.query)), true
}

// endSearch goes back to the prompt; the line stays as it was found.
func (e *Editor) endSearch() {
	if e.search.active {
		e.search = search{}
		e.redraw(e.prompt)
	}
}
