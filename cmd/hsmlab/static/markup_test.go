package static

import (
	"strings"
	"testing"
)

func TestParseHTMLMendsWhatGoAppPrints(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"Go quotes", `<p title="say \"hi\" \\ back\n"></p>`, `<p title="say &#34;hi&#34; \ back&#10;"></p>`},
		{"ampersand", `<a href="/x?a=1&b=2">x</a>`, `<a href="/x?a=1&amp;b=2">x</a>`},
		{"raw entity stays", `<a title="a &quot;b&quot; &amp; c">x</a>`, `<a title="a &quot;b&quot; &amp; c">x</a>`},
		{"raw backslash stays", `<code data-cmd="C:\dir">x</code>`, `<code data-cmd="C:\dir">x</code>`},
		{"single quotes", `<p title='a "b"'>x</p>`, `<p title="a &#34;b&#34;">x</p>`},
		{"unquoted", `<td colspan=2>x</td>`, `<td colspan="2">x</td>`},
		{"sorted", `<p id="b" class="a" data-x="1"></p>`, `<p class="a" data-x="1" id="b"></p>`},
		{"aria true", `<button aria-pressed disabled>x</button>`, `<button aria-pressed="true" disabled>x</button>`},
		{"false Booleans", `<p hidden="false" aria-hidden="false">x</p>`, `<p aria-hidden="false">x</p>`},
		{"empty alt", `<img alt src="x">`, `<img alt src="x">`},
		{"void", `<p>a<br>b<br />c</p>`, `<p>a<br>b<br/>c</p>`},
		{"svg", `<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>`, `<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>`},
		{"script", `<script>if (a < b) "</p>"</script>`, `<script>if (a < b) "</p>"</script>`},
		{"comment", `<!-- <p> --><p>x</p>`, `<!-- <p> --><p>x</p>`},
		{"lines between children", "<p>\nPress \n<kbd>F6</kbd>\n.\n</p>", "<p>Press <kbd>F6</kbd>.</p>"},
		{"lines of nested children", "<ul>\n<li>a</li>\n<li>\n<b>b</b>\n<i>c</i>\n</li>\n</ul>", "<ul><li>a</li><li><b>b</b><i>c</i></li></ul>"},
		{"line break of prose", "<p>one\n<em>two</em> three</p>", "<p>one\n<em>two</em> three</p>"},
		{"text's own line breaks", "<pre>\n\na\n\n<b>b</b>\n</pre>", "<pre>\na\n<b>b</b></pre>"},
		{"preformatted", "<pre>a\n  b\n</pre>", "<pre>a\n  b\n</pre>"},
	} {
		t.Run(test.name, func(t *testing.T) {
			root, err := parseHTML(test.in)
			if err != nil {
				t.Fatal(err)
			}
			if got := root.String(); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestParseHTMLRefusesAnotherTree(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"<p>a", "<p> is not closed"},
		{"<p>a</div>", "<p> is not closed"},
		{"a</p>", "closing tag without an opening one"},
		{"<!-- a", `no "-->"`},
		{`<p title="a>x</p>`, "the value of title does not end"},
		{"<script>a", "<script> is not closed"},
		{"<p =a>", "malformed attribute"},
	} {
		_, err := parseHTML(test.in)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("parseHTML(%q): got error %v, want one with %q", test.in, err, test.want)
		}
	}
}

// What the parser prints is HTML in which it finds the same elements and attributes again. Backslashes are
// left out: whether one is Go's or HTML's can only be guessed, and the guess is for what go-app printed.
func FuzzParseHTML(f *testing.F) {
	for _, seed := range []string{
		`<p title="say \"hi\" \\ back">x</p>`, "<ul>\n<li>a</li>\n</ul>", `<img alt src='x'>`, "<!-- c --><b/>", `<a b=c d>&amp;</a>`, "<p a",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if strings.Contains(in, `\`) {
			return
		}
		root, err := parseHTML(in)
		if err != nil {
			return
		}
		once := root.String()
		again, err := parseHTML(once)
		if err != nil {
			t.Fatalf("printed HTML is refused: %v\nin:      %q\nprinted: %q", err, in, once)
		}
		if got, want := elements(again), elements(root); got != want {
			t.Fatalf("elements: got %s, want %s\nin: %q\nprinted: %q", got, want, in, once)
		}
	})
}

func elements(n *node) string {
	var b strings.Builder
	if n.tag != "" {
		b.WriteString("<" + n.tag)
		for _, a := range n.attrs {
			b.WriteString(" " + a.name)
		}
		b.WriteString(">")
	}
	for _, child := range n.children {
		b.WriteString(elements(child))
	}
	return b.String()
}
