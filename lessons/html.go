package lessons

import (
	"html"
	"strings"
)

// LinkGuide gives the links to the guide in a fragment of lesson HTML their address, which only the page knows:
// <a class="guide" data-guide="4.5.4.2"> gets the href that address returns for "4.5.4.2". Where it returns "",
// the link stays without one and is plain text to the browser.
func LinkGuide(fragment string, address func(section string) string) string {
	const mark = `data-guide="`
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(fragment, mark)
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		section, after, _ := strings.Cut(rest, `"`)
		out.WriteString(mark + section + `"`)
		if to := address(section); to != "" {
			out.WriteString(` href="` + html.EscapeString(to) + `"`)
		}
		fragment = after
	}
}
