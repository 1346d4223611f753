package lessons

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
	"regexp"
	"strings"
	"unicode"

	"hsmlab/sim"
)

const transcriptFormat = "hsmlab-transcript-1"

// Limits of a transcript that is read. An hour of hard work is some thousand steps in less than a megabyte.
const (
	MaxTranscript = 16 << 20 // bytes
	MaxSteps      = 200_000
	MaxRewinds    = 1_000
	MaxName       = 80 // characters of a learner's name
)

// TranscriptHeader is the first line of a transcript: what was attempted, by whom, and with which versions.
type TranscriptHeader struct {
	Format        string `json:"format"`
	Lesson        string `json:"lesson"`
	LessonVersion string `json:"lesson_version"`
	Simulator     string `json:"simulator"`
	Variant       uint64 `json:"variant"` // number that the trainer gave out
	Seed          uint64 `json:"seed"`    // of the lab: AttemptSeed of lesson, variant and name
	Name          string `json:"name"`
	Accommodation int    `json:"accommodation"` // time in percent of the lesson's, from 100
}

// Transcript is all that a learner did in one attempt, undone things too, in the order in which it happened. What the
// set-up of the lesson did is not in it: it follows from lesson and seed.
//
// In a file it is JSON lines: the header, a line for each step, and the end with the hash of the lab and the SHA-256 of
// everything above it. Replaying it gives the score again, so the score is not in it. lessons/README.md says what it
// proves and what not.
type Transcript struct {
	Header TranscriptHeader
	Steps  []Step
	Hash   string // Lab.Hash after the last step
}

// Step is one line of a transcript: an event of the lab's journal, a step back (undo), or a hint that was taken.
// Exactly one of Entry.Event, Keep and Task is set.
type Step struct {
	Entry sim.Entry // what happened; Elapse events are cut where something was seen
	Keep  int       // with Undo: how many entries of the journal were left
	Undo  bool
	Task  string // of a hint
	Rung  Rung
}

type wireStep struct {
	Kind string `json:"kind"`
	Keep int    `json:"keep,omitempty"`
	Task string `json:"task,omitempty"`
	Rung Rung   `json:"rung,omitempty"`
}

type wireEnd struct {
	Kind  string `json:"kind"`
	Steps int    `json:"steps"`
	Hash  string `json:"hash"`
	Sum   string `json:"sum"`
}

// AttemptSeed is the seed of the lab in which somebody makes an attempt. The name is part of it, so another name leads
// to another module with other serial numbers, keys and UUIDs: a transcript that is handed on does not fit. Seeds are
// below 2^53, which every JSON reader can hold.
func AttemptSeed(lesson string, variant uint64, name string) uint64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "hsmlab attempt\n%s\n%d\n%s\n", lesson, variant, name))
	return binary.BigEndian.Uint64(sum[:]) >> 11
}

// CleanName is a learner's name as transcripts hold it: words with single spaces. Names that are empty, longer than
// MaxName characters, or not printable are errors.
func CleanName(name string) (string, error) {
	clean := strings.Join(strings.Fields(name), " ")
	switch {
	case clean == "":
		return "", errors.New("lessons: the learner has no name")
	case len([]rune(clean)) > MaxName:
		return "", fmt.Errorf("lessons: the name is longer than %d characters", MaxName)
	case strings.ContainsFunc(clean, func(r rune) bool { return !unicode.IsPrint(r) || r == unicode.ReplacementChar }):
		return "", errors.New("lessons: the name holds characters that cannot be printed")
	}
	return clean, nil
}

// Encode writes the transcript as a file.
func (t *Transcript) Encode() []byte {
	b := bytes.NewBuffer(EncodeSteps(&t.Header, t.Steps))
	putLine(b, wireEnd{Kind: "end", Steps: len(t.Steps), Hash: t.Hash, Sum: endSum(b.Bytes(), t.Hash)})
	return b.Bytes()
}

// endSum guards against damage on the way and careless editing, not against a forger: see Grade for that.
func endSum(before []byte, hash string) string {
	h := sha256.New()
	h.Write(before)
	h.Write([]byte(hash))
	return hex.EncodeToString(h.Sum(nil))
}

// byteOrderMark is what some editors put before a text.
var byteOrderMark = []byte("\ufeff")

// DecodeHeader reads the first line of a transcript and nothing else. The error is a *Rejection; a header that could be
// read comes with it, so that one can say whose file it claims to be.
func DecodeHeader(data []byte) (TranscriptHeader, error) {
	var h TranscriptHeader
	first, _, _ := bytes.Cut(data, []byte("\n"))
	first, marked := bytes.CutPrefix(first, byteOrderMark)
	first = bytes.TrimSuffix(first, []byte("\r")) // see damage
	if err := strictJSON(first, &h); err != nil || h.Format == "" {
		return TranscriptHeader{}, reject(Foreign, "it is not a transcript of hsmlab")
	}
	switch {
	case len(data) > MaxTranscript:
		return h, reject(OverLong, "the file is larger than %d MB", MaxTranscript>>20)
	case h.Format != transcriptFormat:
		return h, reject(OtherVersion, "its format is %.40q, this program reads %q", h.Format, transcriptFormat)
	case marked:
		return h, reject(Altered, "a byte order mark (BOM) was put before it: an editor has saved it anew; hand in the file that the page saved")
	case !asWritten(first, h):
		return h, reject(Altered, "its first line is not as hsmlab writes it: a key stands there twice, in other letters or in another place")
	}
	return h, nil
}

// asWritten tells whether a line is v as Encode writes it. Package json also takes a key that comes twice, or in capital
// letters, so that one reader of the file may see another name in it than we do.
func asWritten(line []byte, v any) bool {
	var b bytes.Buffer
	putLine(&b, v)
	return bytes.Equal(line, bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

// DecodeTranscript reads what Encode wrote and demands that it is whole. The error is a *Rejection.
func DecodeTranscript(data []byte) (*Transcript, error) {
	header, err := DecodeHeader(data)
	if err != nil {
		return nil, err
	}
	body, last, err := lastLine(data)
	if err != nil {
		return nil, err
	}
	var end wireEnd
	if err := strictJSON(last, &end); err != nil || end.Kind != "end" {
		return nil, lastWords(body)
	}
	switch {
	case end.Sum != endSum(body, end.Hash):
		return nil, reject(Altered, "%s", damage(body, end))
	case !asWritten(last, end):
		return nil, reject(Altered, "its last line is not as hsmlab writes it")
	}
	t := &Transcript{Header: header, Hash: end.Hash}
	if err := t.readSteps(body); err != nil {
		return nil, err
	}
	if len(t.Steps) != end.Steps {
		return nil, reject(Altered, "it holds %d steps and says %d", len(t.Steps), end.Steps)
	}
	return t, nil
}

// damage says what happened to a file whose checksum differs. Mail programs and editors change line ends, and nobody means it.
func damage(body []byte, end wireEnd) string {
	if end.Sum == endSum(bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")), end.Hash) {
		return "its line ends were changed (to CRLF), nothing else: an editor or a mail program has saved it anew; hand in the file that the page saved"
	}
	return "the file is not as it was saved: its checksum differs"
}

// lastLine splits off the end. Blank lines after it and a lost last line end hold nothing, so there is nothing in them that
// could be forged, and mail programs add and take them: they do not count.
func lastLine(data []byte) (before, last []byte, err error) {
	rest := bytes.TrimRight(data, " \t\r\n")
	cut := bytes.LastIndexByte(rest, '\n')
	if cut < 0 {
		return nil, nil, reject(Truncated, "its end is missing")
	}
	return rest[:cut+1], rest[cut+1:], nil
}

// endLine begins the last line of a transcript.
var endLine = []byte(`{"kind":"end",`)

// lastWords says what is wrong with a file whose last line is not the end: it was cut, or somebody wrote on.
func lastWords(body []byte) *Rejection {
	i := bytes.LastIndex(body, append([]byte("\n"), endLine...))
	if i < 0 {
		return reject(Truncated, "its end is missing")
	}
	return reject(Altered, "there is text after its end, from line %d on; hand in the file that the page saved", bytes.Count(body[:i+1], []byte("\n"))+2)
}

func (t *Transcript) readSteps(body []byte) error {
	lines := bufio.NewScanner(bytes.NewReader(body))
	lines.Buffer(nil, MaxTranscript+1)
	rewinds := 0
	for n := 1; lines.Scan(); n++ {
		if n == 1 {
			continue // the header
		}
		step, err := readStep(lines.Bytes())
		if err != nil {
			return reject(Altered, "line %d is no step that hsmlab writes%s", n, inWords(err))
		}
		t.Steps = append(t.Steps, step)
		if step.Undo {
			rewinds++
		}
		if len(t.Steps) > MaxSteps || rewinds > MaxRewinds {
			return reject(OverLong, "it holds more than %d steps, or more than %d of them back", MaxSteps, MaxRewinds)
		}
	}
	if err := lines.Err(); err != nil {
		return reject(Altered, "its lines cannot be told apart")
	}
	return nil
}

var ofTheDecoder = regexp.MustCompile(`(?i)json|invalid character|EOF|base64`)

// inWords is why a line could not be read, unless the reason is one of package json's, in words of Go.
func inWords(err error) string {
	if ofTheDecoder.MatchString(err.Error()) {
		return ""
	}
	return ": " + err.Error()
}

func readStep(line []byte) (Step, error) {
	var kind struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(line, &kind); err != nil {
		return Step{}, err
	}
	if kind.Kind != "undo" && kind.Kind != "hint" {
		var e sim.Entry
		err := e.UnmarshalJSON(line)
		return Step{Entry: e}, err
	}
	var w wireStep
	if err := strictJSON(line, &w); err != nil {
		return Step{}, err
	}
	undo := kind.Kind == "undo"
	if undo != (w.Task == "") || undo && (w.Keep < 0 || w.Rung != "") || !undo && w.Keep != 0 {
		return Step{}, fmt.Errorf("a step of kind %q with fields of another", w.Kind)
	}
	return Step{Undo: undo, Keep: w.Keep, Task: w.Task, Rung: w.Rung}, nil
}

func strictJSON(data []byte, into any) error {
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
