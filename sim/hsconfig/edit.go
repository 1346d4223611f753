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

// Replace puts fields in the place of entry n of a section, counted from 0 over all sections with the name; without
// fields the entry is taken away. Everything else stays as it is. The text must have been parsed and have the entry.
func Replace(text []byte, section string, n int, fields ...Field) []byte {
	f, err := Parse(text)
	if err != nil || n < 0 || n >= len(f.Entries(section)) {
		panic("BUG: no such entry in the configuration")
	}
	old := f.Entries(section)[n].Fields
	gone := map[int]bool{}
	for _, field := range old {
		gone[field.Line] = true
	}
	var out []string
	for i, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n") {
		if i+1 == old[0].Line {
			for _, field := range fields {
				out = append(out, field.Name+"="+field.Value)
			}
		}
		if !gone[i+1] {
			out = append(out, line)
		}
	}
	if len(fields) == 0 {
		out = undashed(out, old[0].Line-1)
	}
	return []byte(strings.Join(out, "\n") + "\n")
}

// undashed takes away a line of dashes that parts nothing any more, before or at line i.
func undashed(lines []string, i int) []string {
	dashes := func(n int) bool {
		return n >= 0 && n < len(lines) && strings.HasPrefix(strings.TrimSpace(lines[n]), "-")
	}
	switch {
	case dashes(i):
		return slices.Delete(lines, i, i+1)
	case dashes(i - 1):
		return slices.Delete(lines, i-1, i)
	}
	return lines
}
