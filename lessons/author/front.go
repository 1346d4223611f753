package author

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// unixText says what is wrong with a file that an editor has saved in its own way, and in which line it shows first:
// everything in it would look wrong. "" means nothing.
func unixText(text string) (why string, line int) {
	at := func(offset int) int { return 1 + strings.Count(text[:offset], "\n") }
	if strings.HasPrefix(text, "\ufeff") {
		return "the file begins with a byte order mark (BOM); save it as UTF-8 without", 1
	}
	if i := strings.Index(text, "\r\n"); i >= 0 {
		return "the lines end as on Windows (CRLF); save the file with Unix line ends (LF)", at(i)
	}
	for i, r := range text {
		if _, size := utf8.DecodeRuneInString(text[i:]); r == utf8.RuneError && size == 1 {
			return fmt.Sprintf("the file is not UTF-8: byte 0x%02x here is no character; save it as UTF-8", text[i]), at(i)
		}
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return fmt.Sprintf("the file holds a control character, 0x%02x; want text (UTF-8)", r), at(i)
		}
	}
	return "", 0
}

// front splits a file into its front matter and the rest. Front matter begins on line 2. The error is a Problem that
// knows its line but not its file.
func front(text string) (matter, body string, bodyLine int, err error) {
	if why, line := unixText(text); why != "" {
		return "", "", 0, Problem{Line: line, Text: why}
	}
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return "", "", 0, Problem{Line: 1, Text: "it must begin with a line \"---\" and YAML front matter"}
	}
	matter, body, ok = strings.Cut(rest, "\n---\n")
	if !ok {
		return "", "", 0, Problem{Line: 1, Text: "the front matter does not end; want a line \"---\" behind it"}
	}
	return matter + "\n", body, strings.Count(matter, "\n") + 4, nil
}

var placeInYAML = regexp.MustCompile(`\[(\d+):\d+\]`)

// asInFile puts places in a message of the YAML parser right, which has not seen the "---" above the front matter.
func asInFile(message string) string {
	return placeInYAML.ReplaceAllStringFunc(message, func(at string) string {
		n, _ := strconv.Atoi(placeInYAML.FindStringSubmatch(at)[1])
		return fmt.Sprintf("line %d", n+1)
	})
}
