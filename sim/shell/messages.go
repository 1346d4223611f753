package shell

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"hsmlab/sim/shell/rewrite"
	"hsmlab/sim/spelling"
)

var errReadOnly = errors.New("read only")

func itoa(n int) string { return strconv.Itoa(n) }

// say prints a line of the shell itself, as it is.
func say(e *stderr, format string, a ...any) {
	io.WriteString(e.w, fmt.Sprintf(format, a...)+"\n")
}

// bashError is what bash would say about an error, without its own name in front.
func bashError(err error) string {
	var p syntax.ParseError
	var l syntax.LangError
	var u *rewrite.Unsupported
	switch {
	case errors.As(err, &u):
		return u.Error()
	case errors.As(err, &p):
		if text := syntaxError(p.Text); !p.Incomplete || strings.HasPrefix(text, "unexpected EOF") {
			return text
		}
		return "syntax error: unexpected end of file"
	case errors.As(err, &l):
		return "syntax error: " + l.Feature + " is not bash"
	case errors.Is(err, errMemory):
		return err.Error()
	}
	return plainMessage(err.Error())
}

var (
	quotedToken = regexp.MustCompile("`([^`]+)`")
	unexpected  = regexp.MustCompile("^`([^`]+)` (?:can only|is not a valid|must be)|^(?:a command can only|not a valid)")
	position    = regexp.MustCompile(`^\d+:\d+: `)
)

// syntaxError puts the parser's finding in bash's words where bash has words for it.
func syntaxError(text string) string {
	switch {
	case strings.Contains(text, "without closing quote"), strings.Contains(text, "without matching"), strings.Contains(text, "reached EOF"):
		if m := quotedToken.FindAllStringSubmatch(text, -1); len(m) > 0 {
			return fmt.Sprintf("unexpected EOF while looking for matching `%s'", closing(m[len(m)-1][1]))
		}
		return "syntax error: unexpected end of file"
	case strings.Contains(text, "must be followed by"), strings.Contains(text, "must end with"), strings.Contains(text, "must be ended"):
		if m := quotedToken.FindStringSubmatch(text); m != nil {
			return fmt.Sprintf("syntax error near unexpected token `%s'", m[1])
		}
	case unexpected.MatchString(text):
		if m := quotedToken.FindStringSubmatch(text); m != nil {
			return fmt.Sprintf("syntax error near unexpected token `%s'", m[1])
		}
	case strings.Contains(text, "can only immediately follow a statement"), strings.Contains(text, "statements must be separated"):
		if m := quotedToken.FindStringSubmatch(text); m != nil {
			return fmt.Sprintf("syntax error near unexpected token `%s'", m[1])
		}
	}
	return "syntax error: " + text
}

func closing(open string) string {
	switch open {
	case "(", "$(", "((", "$((":
		return ")"
	case "{", "${":
		return "}"
	case "[[", "[":
		return "]]"
	}
	return open
}

// interpreter's words and bash's.
var translations = []struct {
	from *regexp.Regexp
	to   string
}{
	{regexp.MustCompile(`^return: can only be done from a func or sourced script$`), "return: can only `return' from a function or sourced script"},
	{regexp.MustCompile(`^(break|continue) is only useful in a loop$`), "$1: only meaningful in a `for', `while', or `until' loop"},
	{regexp.MustCompile(`^local: can only be used in a function$`), "local: can only be used in a function"},
	{regexp.MustCompile(`^alias: "(.*)" not found$`), "alias: $1: not found"},
	{regexp.MustCompile(`^set: invalid option: "(.*)"$`), "set: $1: invalid option"},
	{regexp.MustCompile(`^(declare|shopt): invalid option "?([^"]*)"?$`), "$1: $2: invalid option"},
	{regexp.MustCompile(`^declare: invalid name "(.*)"$`), "declare: `$1': not a valid identifier"},
	{regexp.MustCompile(`^shopt: invalid option name "(.*)"$`), "shopt: $1: invalid shell option name"},
	{regexp.MustCompile(`^shopt: unsupported option "(.*)"$`), "not simulated: shopt $1, because the lab's shell has no such mode"},
	{regexp.MustCompile(`^\[: missing matching \]$`), "[: missing `]'"},
	{regexp.MustCompile(`^division by zero$`), "division by 0 (error token is \"0\")"},
}

// plainMessage is a message of the interpreter in bash's words, without bash: in front.
func plainMessage(line string) string {
	line = position.ReplaceAllString(line, "")
	for _, t := range translations {
		if t.from.MatchString(line) {
			return t.from.ReplaceAllString(line, t.to)
		}
	}
	return line
}

// nearest finds the known word that was most likely meant; "" when none is near.
func nearest(word string, known []string) string {
	best, limit := "", 1+len(word)/4
	if len(word) < 3 {
		limit = 1
	}
	for _, k := range known {
		d := spelling.Distance(word, k)
		if d <= limit && (best == "" || d < spelling.Distance(word, best)) {
			best = k
		}
	}
	return best
}

// shortened finds the known word of which word has only some letters, in their order, beginning with the first: vcmin.
func shortened(word string, known []string) string {
	for _, k := range known {
		if len(word) >= 4 && 2*len(word) > len(k) && word[0] == k[0] && subsequence(word, k) {
			return k
		}
	}
	return ""
}

func subsequence(part, whole string) bool {
	for i := 0; i < len(whole) && part != ""; i++ {
		if part[0] == whole[i] {
			part = part[1:]
		}
	}
	return part == ""
}
