package author

import (
	"slices"
	"strings"

	"hsmlab/lessons/guide"
)

func (c *checker) guide() {
	for i, sec := range c.source.Lesson.Guide {
		if path := index("guide", i); !c.absent(path, sec) {
			c.guideSection("guide section", sec, c.lines.of(path))
		}
	}
	for _, s := range c.sections {
		for _, link := range s.links {
			c.guideSection("link to guide section", link.text, link.line)
		}
	}
}

func (c *checker) guideSection(what, sec string, at int) {
	if !guideHas(sec) {
		c.add(at, "%s %q, of which lessons/guide/behaviours.tsv has no statement; want a section that it names, such as %s", what, sec, sectionsNear(sec))
	}
}

// sectionsNear are the sections with statements that come next to one without: those below the nearest heading above it.
func sectionsNear(sec string) string {
	const most = 6
	var near []string
	for {
		up := strings.LastIndex(sec, ".")
		sec = sec[:max(up, 0)]
		for _, b := range guide.Behaviours() {
			if below := sec == "" || b.Section == sec || strings.HasPrefix(b.Section, sec+"."); below && !slices.Contains(near, b.Section) {
				near = append(near, b.Section)
			}
		}
		if len(near) > 0 {
			return strings.Join(near[:min(most, len(near))], ", ")
		}
	}
}
