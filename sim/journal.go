package sim

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

const journalFormat = "hsmlab-journal-1"

// Limits of a journal that is read.
const (
	MaxEntries  = 1_000_000
	MaxJournal  = 64 << 20 // bytes
	digestBytes = 8
)

// Header says what lab a journal belongs to.
type Header struct {
	Format        string `json:"format"`
	Version       string `json:"version"` // of the simulator
	Scenario      string `json:"scenario"`
	Seed          uint64 `json:"seed"`
	Lesson        string `json:"lesson,omitempty"`
	LessonVersion string `json:"lesson_version,omitempty"`
}

// Entry is one event and the digest of what programs printed and how they ended during it: 16 hexadecimal
// digits, "" when nothing was printed and nothing ended.
type Entry struct {
	Event  Event
	Digest string
	Typed  bool // an act of hands that the command line before it asked for, see Typed
}

// Journal is the list of events that makes a lab. Neighbouring Elapse events are one entry.
type Journal struct {
	Header  Header
	Entries []Entry
}

func (j *Journal) add(e Entry) {
	if last := len(j.Entries) - 1; last >= 0 {
		now, ok1 := e.Event.(Elapse)
		before, ok2 := j.Entries[last].Event.(Elapse)
		if ok1 && ok2 && before.Micros+now.Micros <= MaxElapse*1_000_000 {
			j.Entries[last] = Entry{Event: Elapse{before.Micros + now.Micros}, Digest: e.Digest}
			return
		}
	}
	j.Entries = append(j.Entries, e)
}

// Journal is a copy of the lab's journal.
func (l *Lab) Journal() *Journal {
	return &Journal{Header: l.journal.Header, Entries: append([]Entry(nil), l.journal.Entries...)}
}

// digest is a running hash over a program's output during one entry of the journal. It is a value, so that
// it can be put back when an event is refused.
type digest struct {
	sumBytes [sha256.Size]byte
	used     bool
}

// begin readies the digest for an event and returns the one before.
func (d *digest) begin(e Event, j *Journal) digest {
	before := *d
	_, elapse := e.(Elapse)
	if last := len(j.Entries) - 1; elapse && last >= 0 {
		if _, ok := j.Entries[last].Event.(Elapse); ok {
			return before // the entry goes on
		}
	}
	*d = digest{}
	return before
}

func (d *digest) feed(kind byte, pid int, data string) {
	head := []byte{kind, 0, 0, 0, 0, 0, 0, 0, 0}
	binary.BigEndian.PutUint64(head[1:], uint64(pid))
	d.sumBytes = sha256.Sum256(append(append(d.sumBytes[:], head...), data...))
	d.used = true
}

func (d *digest) output(pid int, stderr bool, data string) {
	kind := byte('o')
	if stderr {
		kind = 'e'
	}
	d.feed(kind, pid, data)
}

func (d *digest) exit(pid, status int) { d.feed('x', pid, fmt.Sprint(status)) }

func (d *digest) sum() string {
	if !d.used {
		return ""
	}
	return hex.EncodeToString(d.sumBytes[:digestBytes])
}

// wireEntry is an entry as JSON.
type wireEntry struct {
	Kind   string          `json:"kind"`
	Event  json.RawMessage `json:"event"`
	Typed  bool            `json:"typed,omitempty"`
	Digest string          `json:"digest,omitempty"`
}

// MarshalJSON writes {"kind":…,"event":…,"typed":…,"digest":…}.
func (e Entry) MarshalJSON() ([]byte, error) {
	raw, err := json.Marshal(e.Event)
	if err != nil {
		return nil, err
	}
	return json.Marshal(wireEntry{e.Event.kind(), raw, e.Typed, e.Digest})
}

// UnmarshalJSON reads what MarshalJSON writes; unknown kinds and fields are errors.
func (e *Entry) UnmarshalJSON(data []byte) error {
	var w wireEntry
	if err := strict(data, &w); err != nil {
		return err
	}
	decode, ok := decoders[w.Kind]
	if !ok {
		return fmt.Errorf("unknown kind of event %.40q", w.Kind)
	}
	event, err := decode(w.Event)
	if err != nil {
		return fmt.Errorf("event %s: %w", w.Kind, err)
	}
	if w.Typed && !hand(event) {
		return fmt.Errorf("event %s: typed is for acts of hands", w.Kind)
	}
	*e = Entry{event, w.Digest, w.Typed}
	return nil
}

var decoders = map[string]func([]byte) (Event, error){
	"elapse": decodeEvent[Elapse], "line": decodeEvent[Line], "exec": decodeEvent[Exec], "input": decodeEvent[Input],
	"signal": decodeEvent[Signal], "file": decodeEvent[File], "press": decodeEvent[Press], "release": decodeEvent[Release],
	"power": decodeEvent[Power], "move": decodeEvent[Move], "deliver": decodeEvent[Deliver], "inject": decodeEvent[Inject],
	"set": decodeEvent[Set], "order": decodeEvent[Order],
	"insert": decodeEvent[Insert], "remove": decodeEvent[Remove], "route": decodeEvent[Route],
}

func decodeEvent[E Event](data []byte) (Event, error) {
	var e E
	err := strict(data, &e)
	return e, err
}

func strict(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more text after its end")
	}
	return nil
}

// Encode writes the journal as JSON lines: the header, then an entry a line.
func (j *Journal) Encode() []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	must(enc.Encode(j.Header))
	for _, e := range j.Entries {
		must(enc.Encode(e))
	}
	return b.Bytes()
}

func must(err error) {
	if err != nil {
		panic("BUG: journal: " + err.Error())
	}
}

// DecodeJournal reads what Encode wrote. Errors name the line.
func DecodeJournal(data []byte) (*Journal, error) {
	if len(data) > MaxJournal {
		return nil, fmt.Errorf("journal: larger than %d MB", MaxJournal>>20)
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, MaxJournal+1)
	j := &Journal{}
	for n := 1; lines.Scan(); n++ {
		var err error
		if n == 1 {
			err = j.Header.decode(lines.Bytes())
		} else {
			var e Entry
			err = e.UnmarshalJSON(lines.Bytes())
			j.Entries = append(j.Entries, e)
		}
		if err != nil {
			return nil, fmt.Errorf("journal line %d: %w", n, err)
		}
		if n > MaxEntries {
			return nil, fmt.Errorf("journal: more than %d entries", MaxEntries)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	if j.Header.Format == "" {
		return nil, errors.New("journal: empty")
	}
	return j, nil
}

func (h *Header) decode(line []byte) error {
	if err := strict(line, h); err != nil {
		return fmt.Errorf("not the header of a journal: %w", err)
	}
	if h.Format != journalFormat {
		return fmt.Errorf("format is %.40q, want %q", h.Format, journalFormat)
	}
	return nil
}
