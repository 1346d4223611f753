package tools

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// jqFault says in jq's words what is wrong with a text that is no JSON, and where.
func jqFault(data []byte, err error) error {
	var fault *json.SyntaxError
	if !errors.As(err, &fault) || int(fault.Offset) > len(data) {
		return atEnd(data, "Unfinished JSON term")
	}
	at := max(int(fault.Offset)-1, 0)
	begin, end := at, at
	for begin > 0 && !delimits(data[begin-1]) {
		begin--
	}
	for end < len(data) && !delimits(data[end]) {
		end++
	}
	what := "Expected separator between values"
	switch {
	case begin < end:
		what = literalFault(data[begin])
		if end == len(data) {
			return atEnd(data, what)
		}
	case data[at] == '}' || data[at] == ']':
		what = "Unmatched '" + string(data[at]) + "'"
	}
	line, column := position(data[:min(end+1, len(data))])
	return fmt.Errorf("%s at line %d, column %d", what, line, column)
}

// literalFault depends on whether a word begins as true, false or null do.
func literalFault(first byte) string {
	if first == 't' || first == 'f' || first == 'n' {
		return "Invalid literal"
	}
	return "Invalid numeric literal"
}

func delimits(c byte) bool { return strings.IndexByte("{[:,]}\" \t\r\n", c) >= 0 }

func atEnd(data []byte, what string) error {
	line, column := position(data)
	return fmt.Errorf("%s at EOF at line %d, column %d", what, line, column)
}

// position counts lines from one, and columns of the last line from none.
func position(read []byte) (line, column int) {
	text := string(read)
	return strings.Count(text, "\n") + 1, len(text) - (strings.LastIndex(text, "\n") + 1)
}
