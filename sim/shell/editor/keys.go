package editor

import (
	"fmt"
	"slices"
	"strings"
)

// height is the number of text lines in the window: the title, the status line and two lines of help go off.
func (e *Editor) height() int { return e.rows - 4 }

// move handles the arrow keys and their like.
func (e *Editor) move(special string) {
	switch special {
	case "up":
		e.row--
	case "down":
		e.row++
	case "left":
		e.back()
	case "right":
		e.forward()
	case "home":
		e.col = 0
	case "end":
		e.col = len(e.lines[e.row])
	case "pageup":
		e.row -= e.height()
	case "pagedown":
		e.row += e.height()
	case "delete":
		e.delete()
	}
}

func (e *Editor) back() {
	if e.col > 0 {
		e.col--
	} else if e.row > 0 {
		e.row--
		e.col = len(e.lines[e.row])
	}
}

func (e *Editor) forward() {
	if e.col < len(e.lines[e.row]) {
		e.col++
	} else if e.row < len(e.lines)-1 {
		e.row, e.col = e.row+1, 0
	}
}

// control handles the Ctrl keys.
func (e *Editor) control(r rune) {
	moves := map[rune]string{1: "home", 5: "end", 16: "up", 14: "down", 2: "left", 6: "right", 25: "pageup", 22: "pagedown", 4: "delete"}
	switch r {
	case '\r', '\n':
		e.split()
	case '\t':
		e.insert('\t')
	case 8, 127:
		if e.row > 0 || e.col > 0 {
			e.back()
			e.delete()
		}
	case 21:
		e.paste()
	case 23:
		e.search()
	case 15:
		e.write(false)
	case 24:
		e.leave()
	case 3:
		e.message = fmt.Sprintf("line %d/%d, col %d", e.row+1, len(e.lines), e.col+1)
	case 7:
		e.message = "^O writes the file, ^X leaves, ^W searches, ^K cuts a line, ^U pastes"
	default:
		e.move(moves[r])
	}
}

func (e *Editor) insert(r rune) {
	e.lines[e.row] = slices.Insert(e.lines[e.row], e.col, r)
	e.col++
	e.dirty = true
}

func (e *Editor) split() {
	line := e.lines[e.row]
	rest := slices.Clone(line[e.col:])
	e.lines[e.row] = slices.Clip(line[:e.col])
	e.lines = slices.Insert(e.lines, e.row+1, rest)
	e.row, e.col, e.dirty = e.row+1, 0, true
}

// delete removes the character under the cursor; at the end of a line it joins the next one.
func (e *Editor) delete() {
	line := e.lines[e.row]
	switch {
	case e.col < len(line):
		e.lines[e.row] = slices.Delete(line, e.col, e.col+1)
	case e.row < len(e.lines)-1:
		e.lines[e.row] = append(line, e.lines[e.row+1]...)
		e.lines = slices.Delete(e.lines, e.row+1, e.row+2)
	default:
		return
	}
	e.dirty = true
}

// cutLine removes the line under the cursor and keeps it for pasting; several in a row are kept together.
func (e *Editor) cutLine(more bool) {
	if !more {
		e.cut = nil
	}
	e.cut = append(e.cut, e.lines[e.row])
	e.lines = slices.Delete(e.lines, e.row, e.row+1)
	if len(e.lines) == 0 {
		e.lines = [][]rune{nil}
	}
	e.col, e.dirty, e.cutting = 0, true, true
}

func (e *Editor) paste() {
	for i, l := range e.cut {
		e.lines = slices.Insert(e.lines, e.row+i, slices.Clone(l))
	}
	e.row += len(e.cut)
	e.col, e.dirty = 0, e.dirty || len(e.cut) > 0
}

// reply handles a key while a question is asked.
func (e *Editor) reply(r rune, special string) {
	q := e.ask
	switch {
	case special != "":
	case r == 3:
		e.ask, e.message = nil, "Cancelled"
		q.done(e, "", false)
	case q.single:
		e.ask = nil
		q.done(e, strings.ToLower(string(r)), true)
	case r == '\r' || r == '\n':
		e.ask = nil
		q.done(e, string(q.answer), true)
	case r == 8 || r == 127:
		q.answer = q.answer[:max(len(q.answer)-1, 0)]
	case r >= ' ':
		q.answer = append(q.answer, r)
	}
	e.clamp()
}

// write asks for the file's name and saves; leaving says whether the editor ends then.
func (e *Editor) write(leaving bool) {
	e.ask = &question{prompt: "File Name to Write: ", answer: []rune(e.name), done: func(e *Editor, name string, ok bool) {
		if !ok || name == "" {
			return
		}
		if err := e.Save(name, e.Text()); err != nil {
			e.message = fmt.Sprintf("Error writing %s: %v", name, err)
			return
		}
		e.name, e.dirty, e.done = name, false, leaving
		e.message = fmt.Sprintf("Wrote %d lines", strings.Count(string(e.Text()), "\n"))
	}}
}

func (e *Editor) leave() {
	if !e.dirty {
		e.done = true
		return
	}
	e.ask = &question{prompt: "Save modified buffer? (y, n, ^C) ", single: true, done: func(e *Editor, answer string, ok bool) {
		switch {
		case ok && answer == "n":
			e.done = true
		case ok && answer == "y":
			e.write(true)
		case ok:
			e.leave()
		}
	}}
}

func (e *Editor) search() {
	prompt := "Search: "
	if e.found != "" {
		prompt = "Search [" + e.found + "]: "
	}
	e.ask = &question{prompt: prompt, done: func(e *Editor, what string, ok bool) {
		if !ok {
			return
		}
		if what != "" {
			e.found = what
		}
		if e.found != "" && !e.find(e.found) {
			e.message = `"` + e.found + `" not found`
		}
	}}
}

// find moves the cursor to the next place with the words, starting over at the end of the text.
func (e *Editor) find(words string) bool {
	for i := range len(e.lines) + 1 {
		row := (e.row + i) % len(e.lines)
		from := 0
		if i == 0 {
			from = min(e.col+1, len(e.lines[row]))
		}
		line := string(e.lines[row][from:])
		if at := strings.Index(line, words); at >= 0 {
			e.row, e.col = row, from+len([]rune(line[:at]))
			return true
		}
	}
	return false
}
