package hsconfig

import (
	"fmt"
	"strconv"
	"strings"
)

// Syntax is the newest version of the grammar that is read; older ones are read too.
const Syntax = 1

// MaxFile is the largest file that is read, in bytes.
const MaxFile = 256 << 10

// File is a configuration as it is written, in the order of the text. A section may stand in it more than once.
type File struct{ Sections []Section }

// Section is a part of a File.
type Section struct {
	Name    string
	Line    int // of its heading, from 1
	Entries []Entry
}

// Entry is the fields between two lines of dashes.
type Entry struct {
	Line   int // of its first field
	Fields []Field
}

// Field is one "name=value".
type Field struct {
	Name, Value string
	Line        int
}

// Error is what is wrong with a file, and where.
type Error struct {
	Line int // from 1; 0 is the file as a whole
	What string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.What
	}
	return fmt.Sprintf("line %d: %s", e.Line, e.What)
}

// Entries are those of all sections with the name, in order.
func (f *File) Entries(section string) []Entry {
	var list []Entry
	for _, s := range f.Sections {
		if s.Name == section {
			list = append(list, s.Entries...)
		}
	}
	return list
}

// Value is that of a field, "" when the entry does not have it.
func (e Entry) Value(name string) string {
	for _, f := range e.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// Number is the value of a field that Check found to be a number, other where the field is missing or empty.
func (e Entry) Number(name string, other int) int {
	n, err := strconv.Atoi(e.Value(name))
	if err != nil {
		return other
	}
	return n
}

// Parse reads the text by the grammar alone; Check looks at what it says. Errors are of type *Error.
func Parse(data []byte) (*File, error) {
	if len(data) > MaxFile {
		return nil, &Error{0, fmt.Sprintf("larger than %d bytes", MaxFile)}
	}
	p := parser{file: &File{}}
	for i, line := range strings.Split(string(data), "\n") {
		p.number = i + 1
		if err := p.line(strings.TrimRight(line, "\r")); err != nil {
			return nil, err
		}
	}
	if !p.versioned {
		return nil, &Error{0, "no syntax-version line"}
	}
	return p.file, nil
}

type parser struct {
	file      *File
	number    int
	versioned bool
	open      bool // an entry of the section is under way
}

func (p *parser) fail(format string, args ...any) error {
	return &Error{p.number, fmt.Sprintf(format, args...)}
}

func (p *parser) line(line string) error {
	for _, c := range []byte(line) {
		if c != '\t' && (c < ' ' || c > '~') {
			return p.fail("not ASCII text")
		}
	}
	line = strings.TrimSpace(line)
	switch {
	case line == "" || line[0] == '#':
		return nil
	case !p.versioned:
		return p.version(line)
	case line[0] == '[':
		return p.begin(line)
	case strings.Trim(line, "-") == "":
		p.open = false
		return nil
	}
	return p.field(line)
}

func (p *parser) version(line string) error {
	text, ok := strings.CutPrefix(line, "syntax-version=")
	n, err := strconv.Atoi(strings.TrimSpace(text))
	switch {
	case !ok || err != nil || n < 0:
		return p.fail("the file must begin with syntax-version=N")
	case n > Syntax:
		return p.fail("syntax-version %d is newer than %d, the newest that this software reads", n, Syntax)
	}
	p.versioned = true
	return nil
}

func (p *parser) begin(line string) error {
	name, ok := strings.CutSuffix(line[1:], "]")
	if !ok || name == "" || strings.ContainsAny(name, "[] =") {
		return p.fail("%.60q is no section", line)
	}
	p.file.Sections = append(p.file.Sections, Section{Name: name, Line: p.number})
	p.open = false
	return nil
}

func (p *parser) field(line string) error {
	name, value, ok := strings.Cut(line, "=")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	if !ok || name == "" || len(p.file.Sections) == 0 {
		return p.fail("%.60q is no field=value in a section", line)
	}
	s := &p.file.Sections[len(p.file.Sections)-1]
	if !p.open {
		s.Entries = append(s.Entries, Entry{Line: p.number})
		p.open = true
	}
	e := &s.Entries[len(s.Entries)-1]
	for _, f := range e.Fields {
		if f.Name == name {
			return p.fail("%.60s stands in line %d already; a line of dashes begins the next entry", name, f.Line)
		}
	}
	e.Fields = append(e.Fields, Field{name, value, p.number})
	return nil
}
