package author

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// unixText says what is wrong with a file that an editor has saved in its own way: everything in it would look wrong. ""
// means nothing.
func unixText(text string) string {
	switch {
	case strings.HasPrefix(text, "\ufeff"):
		return "the file begins with a byte order mark (BOM); save it as UTF-8 without"
	case strings.Contains(text, "\r\n"):
		return "the lines end as on Windows (CRLF); save the file with Unix line ends (LF)"
	case !utf8.ValidString(text):
		return "the file is not UTF-8"
	}
	return ""
}

// front splits a file into its front matter and the rest. Front matter begins on line 2.
func front(text string) (matter, body string, bodyLine int, err error) {
	if why := unixText(text); why != "" {
		return "", "", 0, errors.New(why)
	}
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return "", "", 0, fmt.Errorf("it must begin with a line \"---\" and YAML front matter")
	}
	matter, body, ok = strings.Cut(rest, "\n---\n")
	if !ok {
		return "", "", 0, fmt.Errorf("the front matter does not end; want a line \"---\"")
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
