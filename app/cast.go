package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"
)

// cast is the recording of a terminal: what was printed, as it was printed, and when by the lab's clock. It is kept with
// the terminal's screen, so a reload does not end it.
type cast struct {
	pieces []printed
	bytes  int
	last   time.Duration // the lab's time of the last piece
	undone time.Duration // time that undo took back: a recording only goes on
	rest   []byte        // the beginning of a character that is not whole yet
}

// printed is what was printed at one moment.
type printed struct {
	At   time.Duration `json:"at"` // time recorded before it
	Text text          `json:"text"`
}

// text is a string in JSON, to which much can be added bit by bit.
type text []byte

func (t text) MarshalText() ([]byte, error) { return t, nil }

func (t *text) UnmarshalText(b []byte) error {
	*t = bytes.Clone(b)
	return nil
}

// castKept is how much of a recording is kept, in bytes. Of a longer one the first half goes.
const castKept = 512 << 10

// add notes what was printed.
func (c *cast) add(now time.Duration, p []byte) {
	if now < c.last {
		c.undone += c.last - now
	}
	c.last = now
	data := append(c.rest, p...)
	n := whole(data)
	c.rest = bytes.Clone(data[n:])
	if n == 0 {
		return
	}
	at := now + c.undone
	c.bytes += n
	if last := len(c.pieces) - 1; last >= 0 && c.pieces[last].At == at {
		c.pieces[last].Text = append(c.pieces[last].Text, data[:n]...)
	} else {
		c.pieces = append(c.pieces, printed{at, bytes.Clone(data[:n])})
	}
	for c.bytes > castKept {
		c.forget()
	}
}

// forget drops the older half; of one long piece its first half, up to the end of a line.
func (c *cast) forget() {
	if len(c.pieces) == 1 {
		half := c.pieces[0].Text[len(c.pieces[0].Text)/2:]
		if _, lines, ok := bytes.Cut(half, []byte("\n")); ok {
			half = lines
		}
		c.pieces[0].Text = bytes.Clone(half)
	} else {
		c.pieces = append([]printed(nil), c.pieces[len(c.pieces)/2:]...)
	}
	c.bytes = 0
	for _, p := range c.pieces {
		c.bytes += len(p.Text)
	}
}

// whole is how many bytes of data are whole characters.
func whole(data []byte) int {
	for cut := 1; cut < utf8.UTFMax && cut <= len(data); cut++ {
		if at := len(data) - cut; utf8.RuneStart(data[at]) {
			if !utf8.FullRune(data[at:]) {
				return at
			}
			break
		}
	}
	return len(data)
}

// kept is the recording as it is kept; back reads it.
func (c *cast) kept() string { return encodedText(c.pieces) }

// back takes up a recording that was kept. A damaged one is left out.
func (c *cast) back(text string, now time.Duration) {
	var pieces []printed
	if text == "" || json.Unmarshal([]byte(text), &pieces) != nil {
		return
	}
	for _, p := range pieces {
		c.bytes += len(p.Text)
	}
	c.pieces, c.last = pieces, now
	if n := len(pieces); n > 0 {
		c.undone = max(0, pieces[n-1].At-now)
	}
}

// encode writes the recording as an asciicast, version 2. zero is the date and time at which the lab began.
func (c *cast) encode(title string, columns, rows int, zero time.Time) []byte {
	var begin time.Duration
	if len(c.pieces) > 0 {
		begin = c.pieces[0].At
	}
	var b bytes.Buffer
	put := func(v any) {
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			panic("BUG: a recording is not JSON: " + err.Error())
		}
	}
	put(struct {
		Version   int               `json:"version"`
		Width     int               `json:"width"`
		Height    int               `json:"height"`
		Timestamp int64             `json:"timestamp"`
		Idle      int               `json:"idle_time_limit"` // seconds: nobody wants to watch a boot
		Title     string            `json:"title"`
		Env       map[string]string `json:"env"`
	}{2, columns, rows, zero.Add(begin).Unix(), 2, title, map[string]string{"SHELL": "/bin/bash", "TERM": "xterm-256color"}})
	for _, p := range c.pieces {
		at := (p.At - begin).Microseconds()
		put([]any{json.RawMessage(fmt.Sprintf("%d.%06d", at/1e6, at%1e6)), "o", p.Text})
	}
	return b.Bytes()
}
