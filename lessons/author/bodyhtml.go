package author

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// blocks renders what differs from plain Markdown: command blocks that the page can offer to copy into a
// prompt, output blocks, and links to the guide, whose address the page knows (lessons.LinkGuide).
type blocks struct{}

func (b blocks) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindFencedCodeBlock, b.fence)
	reg.Register(ast.KindLink, b.link)
	reg.Register(east.KindTable, b.table)
}

func (blocks) fence(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.FencedCodeBlock)
	kind, host := fenceInfo(n, source)
	switch {
	case kind != "bash":
		_, _ = w.WriteString(`<pre class="output"><code>`)
	case host == "":
		_, _ = w.WriteString(`<pre class="command" data-on="provider"><code>`)
	default:
		_, _ = w.WriteString(`<pre class="command" data-on="` + string(util.EscapeHTML([]byte(host))) + `"><code>`)
	}
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		html.DefaultWriter.RawWrite(w, segment.Value(source))
	}
	_, _ = w.WriteString("</code></pre>\n")
	return ast.WalkSkipChildren, nil
}

func (blocks) link(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Link)
	if !entering {
		_, _ = w.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	if sec, ok := strings.CutPrefix(string(n.Destination), "guide:"); ok {
		_, _ = w.WriteString(`<a class="guide" data-guide="` + string(util.EscapeHTML([]byte(sec))) + `">`)
	} else {
		_, _ = w.WriteString(`<a href="` + string(util.EscapeHTML(util.URLEscape(n.Destination, true))) + `">`)
	}
	return ast.WalkContinue, nil
}

// table stands in a box of its own that scrolls, and so can be reached by keyboard.
func (blocks) table(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<div class=\"table\" tabindex=\"0\"><table>\n")
	} else {
		_, _ = w.WriteString("</table></div>\n")
	}
	return ast.WalkContinue, nil
}
