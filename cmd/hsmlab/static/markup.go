package static

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// node is an element, or text when tag is empty. Text is kept as written, entities and all; a comment or
// a doctype counts as text.
type node struct {
	tag      string
	attrs    []attr
	children []*node
	text     string
	closed   bool // written as <tag/>, which SVG allows
}

type attr struct {
	name  string
	value string // unescaped as far as the writer needs: see escapeAttr
}

// voidTags have no content and no closing tag.
var voidTags = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true,
	"input": true, "link": true, "meta": true, "source": true, "track": true, "wbr": true,
}

// rawTextTags hold text in which "<" starts nothing but their own closing tag.
var rawTextTags = map[string]bool{"script": true, "style": true}

// parseHTML reads the HTML that go-app prints, raw HTML of the lessons included, and undoes what go-app
// gets wrong: attributes quoted as Go strings, "true" left out of attributes that need it, and line
// breaks between the children of an element, which show as spaces that the live page does not have. An
// element left open or closed twice is an error, since the browser would then build another tree than
// the live page has.
func parseHTML(source string) (*node, error) {
	p := &markupParser{rest: source, length: len(source)}
	root := &node{}
	if err := p.children(root); err != nil {
		return nil, err
	}
	if p.rest != "" {
		return nil, p.errorf("closing tag without an opening one")
	}
	root.joinLines()
	return root, nil
}

type markupParser struct {
	rest   string
	length int
}

func (p *markupParser) errorf(format string, args ...any) error {
	near := p.rest[:min(len(p.rest), 40)]
	return fmt.Errorf("byte %d: %s, near %q", p.length-len(p.rest), fmt.Sprintf(format, args...), near)
}

// take cuts n bytes off.
func (p *markupParser) take(n int) string {
	cut := p.rest[:n]
	p.rest = p.rest[n:]
	return cut
}

// children reads until the closing tag of parent, or the end.
func (p *markupParser) children(parent *node) error {
	for p.rest != "" && !strings.HasPrefix(p.rest, "</") {
		child, err := p.node()
		if err != nil {
			return err
		}
		parent.children = append(parent.children, child)
	}
	return nil
}

func (p *markupParser) node() (*node, error) {
	switch {
	case strings.HasPrefix(p.rest, "<!--"):
		return p.until("-->")
	case strings.HasPrefix(p.rest, "<!"):
		return p.until(">")
	case len(p.rest) > 1 && p.rest[0] == '<' && isLetter(p.rest[1]):
		return p.element()
	}
	end := 1 + strings.IndexByte(p.rest[1:], '<')
	if end == 0 {
		end = len(p.rest)
	}
	return &node{text: p.take(end)}, nil
}

func (p *markupParser) until(end string) (*node, error) {
	i := strings.Index(p.rest, end)
	if i < 0 {
		return nil, p.errorf("no %q", end)
	}
	return &node{text: p.take(i + len(end))}, nil
}

func (p *markupParser) element() (*node, error) {
	p.take(1)
	n := &node{tag: p.take(nameLength(p.rest))}
	if err := p.attributes(n); err != nil {
		return nil, err
	}
	switch {
	case n.closed || voidTags[n.tag]:
		return n, nil
	case rawTextTags[n.tag]:
		i := strings.Index(p.rest, "</"+n.tag)
		if i < 0 {
			return nil, p.errorf("<%s> is not closed", n.tag)
		}
		n.children = []*node{{text: p.take(i)}}
	default:
		if err := p.children(n); err != nil {
			return nil, err
		}
	}
	closing := "</" + n.tag + ">"
	if !strings.HasPrefix(p.rest, closing) {
		return nil, p.errorf("<%s> is not closed", n.tag)
	}
	p.take(len(closing))
	return n, nil
}

// attributes reads up to and with the ">" of an opening tag.
func (p *markupParser) attributes(n *node) error {
	for {
		p.rest = strings.TrimLeft(p.rest, " \t\r\n")
		switch {
		case strings.HasPrefix(p.rest, ">"):
			p.take(1)
			slices.SortStableFunc(n.attrs, func(a, b attr) int { return strings.Compare(a.name, b.name) })
			return nil
		case strings.HasPrefix(p.rest, "/>"):
			p.take(2)
			n.closed = true
			slices.SortStableFunc(n.attrs, func(a, b attr) int { return strings.Compare(a.name, b.name) })
			return nil
		}
		length := nameLength(p.rest)
		if length == 0 {
			return p.errorf("<%s> has a malformed attribute", n.tag)
		}
		a := attr{name: p.take(length)}
		if strings.HasPrefix(p.rest, "=") {
			p.take(1)
			if err := p.value(&a); err != nil {
				return err
			}
		} else if leavesOutTrue(a.name) {
			a.value = "true"
		}
		if booleans[a.name] && a.value == "false" {
			continue
		}
		n.attrs = append(n.attrs, a)
	}
}

// booleans are attributes of which HTML only asks whether they are there. go-app prints false ones too, and
// hidden="false" hides.
var booleans = map[string]bool{
	"autofocus": true, "checked": true, "disabled": true, "hidden": true, "multiple": true, "open": true,
	"readonly": true, "required": true, "selected": true,
}

// leavesOutTrue reports whether name without a value means "true": go-app prints both "" and "true" as
// the bare name. For a Boolean attribute that is right; these are not Boolean in HTML.
func leavesOutTrue(name string) bool {
	return strings.HasPrefix(name, "aria-") || strings.HasPrefix(name, "data-") || name == "draggable"
}

// value reads what follows "name=". A double-quoted value is go-app's Go string where it is a valid one,
// and else HTML.
func (p *markupParser) value(a *attr) error {
	if quoted, err := strconv.QuotedPrefix(p.rest); err == nil && strings.HasPrefix(p.rest, `"`) {
		if after := p.rest[len(quoted):]; after != "" && strings.ContainsRune(" \t\n/>", rune(after[0])) {
			a.value, _ = strconv.Unquote(p.take(len(quoted)))
			return nil
		}
	}
	quote := strings.IndexAny(p.rest[:min(1, len(p.rest))], `"'`) == 0
	if !quote {
		a.value = p.take(nameLength(p.rest))
		return nil
	}
	end := strings.IndexByte(p.rest[1:], p.rest[0])
	if end < 0 {
		return p.errorf("the value of %s does not end", a.name)
	}
	a.value = p.take(end + 2)[1 : end+1]
	return nil
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// nameLength counts the bytes up to white space or one of "=/>".
func nameLength(s string) int {
	if i := strings.IndexAny(s, " \t\r\n=/>"); i >= 0 {
		return i
	}
	return len(s)
}

// joinLines removes go-app's line breaks, in this element and all below.
func (n *node) joinLines() {
	if n.hasAddedLines() {
		for _, child := range n.children {
			if child.tag == "" {
				child.text = strings.TrimSuffix(strings.TrimPrefix(child.text, "\n"), "\n")
			}
		}
	}
	for _, child := range n.children {
		child.joinLines()
	}
}

// hasAddedLines recognises go-app's printing of several children: a line break before and after each.
// Prose from Markdown does not begin with one; where other HTML does, between its blocks, a line break
// less makes no difference.
func (n *node) hasAddedLines() bool {
	elements := 0
	for i, child := range n.children {
		if child.tag == "" {
			continue
		}
		elements++
		if i == 0 || i == len(n.children)-1 ||
			!strings.HasSuffix(n.children[i-1].text, "\n") || !strings.HasPrefix(n.children[i+1].text, "\n") {
			return false
		}
	}
	if elements == 0 {
		return false
	}
	first, last := n.children[0].text, n.children[len(n.children)-1].text
	return strings.HasPrefix(first, "\n") && strings.HasSuffix(last, "\n")
}
