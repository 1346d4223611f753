package static

import (
	"html"
	"regexp"
	"strings"
)

// find returns the first element below n, in order of the text, with the given tag.
func (n *node) find(tag string) *node {
	for _, child := range n.children {
		if child.tag == tag {
			return child
		}
		if found := child.find(tag); found != nil {
			return found
		}
	}
	return nil
}

// firstElement returns the first child that is not text.
func (n *node) firstElement() *node {
	for _, child := range n.children {
		if child.tag != "" {
			return child
		}
	}
	return nil
}

// String prints n as HTML.
func (n *node) String() string {
	var b strings.Builder
	n.print(&b)
	return b.String()
}

func (n *node) print(b *strings.Builder) {
	if n.tag != "" {
		b.WriteString("<" + n.tag)
		for _, a := range n.attrs {
			b.WriteString(" " + a.name)
			if a.value != "" {
				b.WriteString(`="` + escapeAttr(a.value) + `"`)
			}
		}
		if n.closed {
			b.WriteString("/")
		}
		b.WriteString(">")
	}
	b.WriteString(n.text)
	for _, child := range n.children {
		child.print(b)
	}
	if n.tag != "" && !n.closed && !voidTags[n.tag] {
		b.WriteString("</" + n.tag + ">")
	}
}

// entity matches a character reference at the start of a string.
var entity = regexp.MustCompile(`^&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);`)

// escapeAttr makes s fit between double quotes. A character reference stays one: values from raw HTML
// are escaped already, and go-app's are hardly ever about entities.
func escapeAttr(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '&' && entity.MatchString(s[i:]):
			b.WriteByte('&')
		case r == '\n':
			b.WriteString("&#10;")
		default:
			b.WriteString(html.EscapeString(string(r)))
		}
	}
	return b.String()
}
