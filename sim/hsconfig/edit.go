package hsconfig

import (
	"slices"
	"strings"
)

// Head is an empty configuration, as tools begin one.
const Head = "syntax-version=1\n"

// Append adds an entry at the end of the last section with the name, which is made if the text has none. Everything
// else stays as it is, comments too. The text must have been parsed.
func Append(text []byte, section string, fields ...Field) []byte {
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	f, err := Parse(text)
	if err != nil {
		panic("BUG: configuration was not parsed: " + err.Error())
	}
	var entry []string
	for _, field := range fields {
		entry = append(entry, field.Name+"="+field.Value)
	}
	at := slices.IndexFunc(f.Sections, func(s Section) bool { return s.Name == section })
	if at < 0 {
		return []byte(strings.Join(slices.Concat(lines, []string{"", "[" + section + "]"}, entry), "\n") + "\n")
	}
	s := f.Sections[at]
	after := s.Line // the line after which the entry goes
	if n := len(s.Entries); n > 0 {
		last := s.Entries[n-1].Fields
		after = last[len(last)-1].Line
		entry = append([]string{"-----"}, entry...)
	}
	return []byte(strings.Join(slices.Insert(lines, after, entry...), "\n") + "\n")
}
