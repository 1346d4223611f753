package hsconfig

import (
	"fmt"
	"strconv"
	"strings"
)

// claim is what an entry takes for itself: no other of its section may take the same.
type claim struct{ key, words string }

// claims tell what the entries of a section take.
var claims = map[string]func(Entry) []claim{
	Dynamic: func(e Entry) []claim { return []claim{{e.module(), "module " + e.module()}} },
	Mapping: func(e Entry) []claim { return []claim{{e.module(), "module " + e.module()}} },
	Comms:   func(Entry) []claim { return []claim{{"", "this section"}} },
	Exports: exportClaims,
	Imports: importClaims,
}

// exportClaims: a slot may be exported to several modules, but to each once.
func exportClaims(e Entry) []claim {
	to := strings.ReplaceAll(e.Value("remote_ip")+" "+e.Value("remote_esn"), `""`, "")
	slot := strconv.Itoa(e.Number("local_slotid", 0))
	return []claim{{e.module() + " " + slot + " " + to, "this export of slot " + slot}}
}

// importClaims: a module has a slot elsewhere once, and one slot for each number.
func importClaims(e Entry) []claim {
	from := fmt.Sprintf("slot %d of module %s", e.Number("remote_slotid", 0), e.Value("remote_esn"))
	list := []claim{{e.module() + " " + from, "the import of " + from}}
	if n := e.Number("local_slotid", 0); n > 0 {
		number := strconv.Itoa(n)
		list = append(list, claim{e.module() + " " + number, "local_slotid=" + number})
	}
	return list
}

// twice tells the first entry that takes what one before it has taken. A section may be begun again.
func (f *File) twice() error {
	taken := map[string]int{} // line of the entry, by section and key
	for _, s := range f.Sections {
		if claims[s.Name] == nil {
			continue
		}
		for _, e := range s.Entries {
			for _, c := range claims[s.Name](e) {
				if line, ok := taken[s.Name+" "+c.key]; ok {
					return &Error{e.Line, fmt.Sprintf("%s stands in the entry of line %d already", c.words, line)}
				}
				taken[s.Name+" "+c.key] = e.Line
			}
		}
	}
	return nil
}
