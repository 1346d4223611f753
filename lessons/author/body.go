package author

import (
	"bytes"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// section is what stands under one "## Heading {#id}", or before the first (id "").
type section struct {
	id, title string
	html      string
	line      int
	commands  []shown // in blocks: the reader will type them, so a script must run them
	spans     []shown // code in sentences
	links     []shown // sections of the guide that it links to
}

// shown is a piece of the text: code, or where a link leads.
type shown struct {
	line int
	host string // of a block; "" is that of the beginning
	text string
}

// markdown knows no raw HTML, no images and no links but the guide's and https: a whitelist of nodes (check)
// instead of a sanitiser behind.
var markdown = goldmark.New(
	goldmark.WithExtensions(extension.Table),
	goldmark.WithParserOptions(parser.WithAttribute()),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(blocks{}, 100))),
)

// readBody parses the Markdown of a lesson. Lines in problems are those of the file; first is the body's.
func readBody(source []byte, first int, n notes) []section {
	r := bodyReader{notes: n, source: source, first: first}
	doc := markdown.Parser().Parse(text.NewReader(source))
	for node := doc.FirstChild(); node != nil; node = node.NextSibling() {
		if h, ok := node.(*ast.Heading); ok && h.Level == 2 {
			r.begin(h)
			continue
		}
		r.add(node)
	}
	r.end()
	return r.sections
}

// titleLimit is how long the heading of a task may be: what the front matter allows for a title.
var titleLimit = *rulesOf(reflect.TypeFor[Task](), "title").number("maxLength")

type bodyReader struct {
	notes
	source   []byte
	first    int
	sections []section
	current  section
	out      bytes.Buffer
}

func (r *bodyReader) begin(h *ast.Heading) {
	r.end()
	r.current = section{title: textOf(h, r.source), line: r.lineOf(h)}
	if id, ok := h.AttributeString("id"); ok {
		if raw, isBytes := id.([]byte); isBytes {
			r.current.id = string(raw)
		}
	}
	if title := r.current.title; title == "" {
		r.notes.add(r.current.line, "a heading without words; want \"## HEADING {#task-id}\"")
	} else if n := utf8.RuneCountInString(title); n > titleLimit {
		r.notes.add(r.current.line, "the heading has %d characters; want at most %d", n, titleLimit)
	}
	if r.current.id == "" {
		r.notes.add(r.current.line, "heading %q names no task; want \"## %s {#task-id}\" or {#outro}", r.current.title, r.current.title)
	}
}

func (r *bodyReader) end() {
	r.current.html = strings.TrimSpace(r.out.String())
	r.out.Reset()
	r.sections = append(r.sections, r.current)
	r.current = section{}
}

func (r *bodyReader) add(node ast.Node) {
	r.check(node)
	if err := markdown.Renderer().Render(&r.out, r.source, node); err != nil {
		r.notes.add(r.lineOf(node), "cannot be rendered: %v", err)
	}
}

// check walks a block and notes what lessons may not hold.
func (r *bodyReader) check(block ast.Node) {
	_ = ast.Walk(block, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := node.(type) {
		case *ast.HTMLBlock, *ast.RawHTML:
			r.notes.add(r.lineOf(n), "raw HTML; want Markdown (a `<` stands in code)")
		case *ast.Image:
			r.notes.add(r.lineOf(n), "an image; want text (the page has the bench to look at)")
		case *ast.Heading:
			if n.Level == 1 {
				r.notes.add(r.lineOf(n), "heading of level 1; want \"## HEADING {#task-id}\", the lesson's title stands in the front matter")
			}
		case *ast.CodeBlock:
			r.notes.add(r.lineOf(n), "an indented block; want ```bash, ```bash HOST or ```text")
		case *ast.FencedCodeBlock:
			r.fence(n)
		case *ast.CodeSpan:
			r.current.spans = append(r.current.spans, shown{line: r.lineOf(n), text: textOf(n, r.source)})
		case *ast.Link:
			r.link(n)
		}
		return ast.WalkContinue, nil
	})
}

func (r *bodyReader) link(n *ast.Link) {
	d := string(n.Destination)
	if sec, ok := strings.CutPrefix(d, "guide:"); ok {
		r.current.links = append(r.current.links, shown{line: r.lineOf(n), text: sec})
	} else if !strings.HasPrefix(d, "https://") {
		r.notes.add(r.lineOf(n), "link to %q; want guide:SECTION or https://…", d)
	}
}

func (r *bodyReader) fence(n *ast.FencedCodeBlock) {
	kind, host := fenceInfo(n, r.source)
	if kind == "text" {
		return
	}
	if kind != "bash" {
		r.notes.add(r.lineOf(n), "block of kind %q; want ```bash, ```bash HOST or ```text", kind)
		return
	}
	if n.Lines().Len() == 0 {
		return
	}
	script, err := readScript("", string(n.Lines().Value(r.source)))
	if err != nil {
		r.notes.add(r.lineOf(n), "the block is %s", strings.TrimPrefix(err.Error(), ": "))
	}
	first := r.lineAt(n.Lines().At(0).Start)
	for _, s := range script.Statements {
		r.current.commands = append(r.current.commands, shown{first + s.Line - 1, host, s.Text})
	}
}

func fenceInfo(n *ast.FencedCodeBlock, source []byte) (kind, host string) {
	if n.Info == nil {
		return "", ""
	}
	kind, host, _ = strings.Cut(strings.TrimSpace(string(n.Info.Segment.Value(source))), " ")
	return kind, strings.TrimSpace(host)
}

func (r *bodyReader) lineAt(offset int) int {
	return r.first + bytes.Count(r.source[:offset], []byte("\n"))
}

// lineOf finds the line of a node: that of the first text in it, else its own or its parent's.
func (r *bodyReader) lineOf(node ast.Node) int {
	if at := firstText(node); at >= 0 {
		return r.lineAt(at)
	}
	for n := node; n != nil; n = n.Parent() {
		if n.Type() != ast.TypeInline && n.Lines() != nil && n.Lines().Len() > 0 {
			return r.lineAt(n.Lines().At(0).Start)
		}
	}
	return r.first
}

// firstText is where the first text in an inline node begins, -1 for others and for those without text.
func firstText(node ast.Node) int {
	if node.Type() != ast.TypeInline {
		return -1
	}
	at := -1
	_ = ast.Walk(node, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		switch t := n.(type) {
		case *ast.Text:
			at = t.Segment.Start
		case *ast.RawHTML:
			at = t.Segments.At(0).Start
		}
		if at >= 0 {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return at
}

// textOf is what a heading or a piece of code says.
func textOf(node ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(node, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := node.(*ast.Text); ok && entering {
			b.Write(t.Segment.Value(source))
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}
