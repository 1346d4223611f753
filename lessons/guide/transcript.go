package guide

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Files are the transcripts. They are embedded so that the same ones run natively and in a browser's Go.
//
//go:embed *.txt
var Files embed.FS

// Block is one step of a transcript: a directive, what is typed and what comes back.
type Block struct {
	File      string
	Line      int // of the directive
	Directive string
	Args      map[string]string
	Words     []string // arguments without "=", in order
	Input     string
	Expected  string
}

// Names lists the transcripts, sorted.
func Names() []string {
	names, err := fs.Glob(Files, "*.txt")
	if err != nil {
		panic("BUG: " + err.Error())
	}
	return names
}

// Blocks reads the format of cockroachdb/datadriven, as far as transcripts use it. The test reads the files with
// datadriven itself; this reader serves programs, which must not link a testing package.
func Blocks(name string) ([]Block, error) {
	data, err := fs.ReadFile(Files, name)
	if err != nil {
		return nil, err
	}
	r := blockReader{name: name, lines: strings.Split(string(data), "\n")}
	var blocks []Block
	for r.at < len(r.lines) {
		text := strings.TrimSpace(r.lines[r.at])
		if text == "" || strings.HasPrefix(text, "#") {
			r.at++
			continue
		}
		b, err := r.block(text)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, b)
	}
	return blocks, nil
}

type blockReader struct {
	name  string
	lines []string
	at    int
}

func (r *blockReader) block(text string) (Block, error) {
	fields := strings.Fields(text)
	b := Block{File: r.name, Line: r.at + 1, Directive: fields[0], Args: map[string]string{}}
	for _, f := range fields[1:] {
		if key, value, ok := strings.Cut(f, "="); ok {
			b.Args[key] = value
		} else {
			b.Words = append(b.Words, f)
		}
	}
	r.at++
	input, ok := r.until(func(line string) bool { return line == "----" })
	if !ok {
		return b, fmt.Errorf("%s:%d: the directive has no line \"----\"", b.File, b.Line)
	}
	b.Input = strings.TrimSpace(strings.Join(input, "\n"))
	b.Expected = r.expected()
	return b, nil
}

// expected reads up to a blank line, or between doubled separators where blank lines are part of it.
func (r *blockReader) expected() string {
	if r.at+1 < len(r.lines) && r.lines[r.at] == "----" {
		start := r.at + 1
		for i := start; i+1 < len(r.lines); i++ {
			if r.lines[i] == "----" && r.lines[i+1] == "----" {
				r.at = i + 2
				return joined(r.lines[start:i])
			}
		}
	}
	lines, _ := r.until(func(line string) bool { return strings.TrimSpace(line) == "" })
	return joined(lines)
}

func (r *blockReader) until(end func(string) bool) (lines []string, found bool) {
	i := slices.IndexFunc(r.lines[r.at:], end)
	if i < 0 {
		lines, r.at = r.lines[r.at:], len(r.lines)
		return lines, false
	}
	lines = r.lines[r.at : r.at+i]
	r.at += i + 1
	return lines, true
}

func joined(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}
