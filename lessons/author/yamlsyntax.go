package author

import (
	"strings"

	"github.com/goccy/go-yaml"
)

// syntax tells what is wrong with text that is not YAML. The parser stops where it can go no further; a quote that was left
// open is lines above that place, so it is looked for.
func (d *decoder) syntax(matter string, err error) {
	at, message := 1, firstLine(err.Error())
	if e, ok := err.(yaml.Error); ok && e.GetToken() != nil {
		at, message = e.GetToken().Position.Line+1, e.GetMessage()
	}
	if open := openQuote(matter, at-1); open > 0 {
		d.add(open+1, "not YAML: a quote opens in this line and is not closed in it; want a closing quote "+
			"(in single quotes a ' that belongs to the text is written '', in double quotes a \" is written \\\")")
		return
	}
	d.add(at, "not YAML: %s", inOurWords(asInFile(message)))
}

func firstLine(text string) string {
	first, _, _ := strings.Cut(text, "\n")
	return first
}

// yamlWords say in plain English what the parser's messages mean, and what to do. The first that is found counts.
var yamlWords = []struct{ parser, ours string }{
	{"value is not allowed in this context. map key-value", "something stands behind a value that has ended; look for a quote too many, or quote the whole value"},
	{"mapping value is not allowed", "a colon where none can be, here or in the next line; quote a text that has \": \" in it, and let keys of one mapping begin in the same column"},
	{"value is not allowed in this context", "the line is indented as nothing above it is; keys of one mapping begin in the same column"},
	{"',' or ']' must be", "a list [ ] is not closed, here or above; want \",\" between its items, \"]\" behind them, and quotes around a text with brackets or commas"},
	{"',' or '}' must be", "a mapping { } is not closed, here or above; want \",\" between its pairs, \"}\" behind them, and quotes around a text with brackets or commas"},
	{"sequence end token", "the list that opens here is not closed; want \"]\""},
	{"flow mapping end token", "the mapping that opens here is not closed; want \"}\""},
	{"could not find '['", "a \"]\" without a \"[\" before it; quote a text that begins so"},
	{"could not find '{'", "a \"}\" without a \"{\" before it; quote a text that begins so"},
	{"non-map value is specified", "neither a key nor an item of a list; want \"KEY: VALUE\""},
	{"is a reserved character", "a text cannot begin with this character; quote it"},
	{"unexpected directive", "a text cannot begin with %; quote it"},
	{"cannot start any token", "a tab; indent with spaces"},
	{"unknown escape character", "a backslash that means nothing in double quotes; want single quotes, or \\\\"},
	{"invalid header option", "behind | and > nothing may stand in the line; quote a text that begins so"},
	{"block sequence entries", "a list item cannot stand here; begin the list in the next line, or quote a text that begins with \"- \""},
	{"could not find flow map content", "a \"{\" begins a mapping; quote a text that begins so, with {{ too"},
	{"unexpected scalar value type", "an item is missing between two commas, or a \"{\" or \"[\" begins what is to be text; quote a text that begins so"},
	{"unexpected end content", "text behind the end of the YAML (a line \"...\"); want \"KEY: VALUE\""},
}

func inOurWords(message string) string {
	for _, w := range yamlWords {
		if strings.Contains(message, w.parser) {
			return w.ours
		}
	}
	if strings.Contains(message, "already defined at") {
		message += "; want each key once"
	}
	return message
}

// openQuote finds the line, from 1, of the quoted text that reaches over the end of its line and ends where the parser gave
// up, in the middle of something else, or nowhere. 0 means that there is none.
func openQuote(matter string, failed int) int {
	var q quotes
	for i, text := range strings.Split(matter, "\n") {
		if i+1 > failed && q.open == 0 {
			break
		}
		began := q.line
		q.read(text, i+1)
		if ended := began > 0 && q.line != began; ended && (i+1 >= failed || q.torn) {
			return began
		}
	}
	return q.line
}

// quotes reads YAML line by line, as far as one must to know which text is in quotes.
type quotes struct {
	open  byte // the quote that is open, 0 if none
	line  int  // where it opened, 0 if none is open
	torn  bool // behind the last text that ended stands what cannot stand behind one
	depth int  // of brackets and braces
	block int  // one more than the indentation of the key whose value is a block (| or >) and so has no quotes; 0 if none
	start bool // a value or a key can begin here
}

func (q *quotes) read(text string, line int) {
	indent := len(text) - len(strings.TrimLeft(text, " "))
	if q.open == 0 && q.block > 0 && (indent >= q.block || strings.TrimSpace(text) == "") {
		return
	}
	q.block, q.start = 0, true
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case q.open != 0:
			i += q.inside(text[i:])
		case c == '#' && (i == 0 || text[i-1] == ' '):
			return
		case q.start && (c == '"' || c == '\''):
			q.open, q.line = c, line
		case q.start && q.depth == 0 && (c == '|' || c == '>'):
			q.block = indent + 1
			return
		default:
			q.outside(c, i+1 == len(text) || text[i+1] == ' ')
		}
	}
}

// outside takes a character that is in no quotes; last tells that a blank or the end of the line follows.
func (q *quotes) outside(c byte, last bool) {
	switch {
	case c == ' ' || q.start && last && (c == '-' || c == '?'):
	case q.start && (c == '[' || c == '{'):
		q.depth++
	case q.depth > 0 && (c == ']' || c == '}'):
		q.depth--
		q.start = false
	default:
		q.start = q.depth > 0 && c == ',' || c == ':' && last
	}
}

// inside goes on in a quoted text and returns how many bytes more than one it read.
func (q *quotes) inside(rest string) int {
	switch {
	case q.open == '"' && rest[0] == '\\', q.open == '\'' && strings.HasPrefix(rest, "''"):
		return 1
	case rest[0] == q.open:
		q.open, q.line, q.start = 0, 0, false
		behind := strings.TrimSpace(rest[1:])
		q.torn = behind != "" && strings.IndexByte(",]}:#", behind[0]) < 0
	}
	return 0
}
