package main_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// panelLooks are the situations in which each product is looked at, some after a command that makes long texts.
var panelLooks = []struct{ scenario, host, command string }{
	{"default", "provider", "lab fault 1-2-3"},
	{"mixed", "provider", ""},
	{"solo", "provider", "lab fault HC1CA"},
	{"solo-xc", "provider", "lab fault T tamper"},
	{"network-hsm", "client", "lab fault --unit nethsm fan-2"},
	{"remote-operator", "attended", ""},
	{"xenserver", "desk", ""},
	{"esxi", "desk", ""},
	{"hyperv", "desk", ""},
}

// TestPanelsAtEverySize looks at each product as people do: drawn and as a list, wide, in the drawer's width, on a phone,
// in light and dark. Nothing may run out of its place, lie over something else or be too small to hit.
func TestPanelsAtEverySize(t *testing.T) {
	server := serveSite(t, buildSite(t, "/"))
	for _, look := range panelLooks {
		t.Run(look.scenario, func(t *testing.T) {
			b := newTab(t, startBrowser(t)) // a lab of its own
			b.open(server.address(labPath + "?scenario=" + look.scenario))
			b.wait(`document.querySelector("#mains:not(:disabled), #unit-mains:not(:disabled), .server") !== null`)
			b.terminal(look.host)
			if look.command != "" {
				b.typeText(look.command + "\n")
				b.promptBack(look.host)
			}
			eval[bool](b, `document.querySelectorAll(".bench-scroll details").forEach((d) => { d.open = true; }) === undefined`)
			for _, view := range []string{"drawn", "list"} {
				if view == "list" {
					b.click("#bench-list")
					b.has("#bench-list", "aria-pressed", "true")
				}
				for _, scheme := range []string{"light", "dark"} {
					b.paint(scheme)
					b.looksRight(fmt.Sprint("panel-", look.scenario, "-", view, "-", scheme))
				}
			}
		})
	}
}

// looksRight checks the bench in two sizes of the window.
func (b *tab) looksRight(name string) {
	b.t.Helper()
	for _, size := range [][2]int64{{390, 844}, {1440, 900}} {
		b.do(chromedp.EmulateViewport(size[0], size[1]))
		if size[0] == 390 {
			b.click(`button[data-view="bench"]`)
		}
		b.wait(`document.querySelector(".bench-scroll").checkVisibility({visibilityProperty: true})`)
		b.picture(fmt.Sprint(name, "-", size[0]))
		for what, list := range map[string]string{
			"smaller than 24 px": smallControls(".bench-scroll"), "runs out": runsOut, "broken words": brokenWords, "one over another": overlaps,
		} {
			if found := eval[[]string](b, list+`.map((e) => e.outerHTML?.slice(0, 160) ?? e)`); len(found) > 0 {
				b.t.Errorf("%s at %d px: %s: %q", name, size[0], what, found)
			}
		}
	}
	b.checkAccessibility(name)
}

// runsOut lists what is wider than its place on the bench.
const runsOut = `[document.querySelector(".bench-scroll"), ...document.querySelectorAll(".bench-scroll :is(.speed, .btn, td, th, dd, .callout, .unit-key)")]
	.filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)`

// brokenWords lists words on the bench that a line ends within.
const brokenWords = `(() => {
	const broken = [], range = new Range();
	const walk = document.createTreeWalker(document.querySelector(".bench-scroll"), NodeFilter.SHOW_TEXT);
	for (let n = walk.nextNode(); n; n = walk.nextNode()) {
		if (!n.parentElement.checkVisibility() || n.parentElement.closest("select, pre, .sr, .jumper-name")) continue;
		for (const word of n.data.matchAll(/[^\s\-\/]+/g)) {
			range.setStart(n, word.index);
			range.setEnd(n, word.index + word[0].length);
			if (new Set([...range.getClientRects()].map((r) => r.top)).size > 1) broken.push(word[0]);
		}
	}
	return broken;
})()`

// overlaps lists callouts and buttons of a drawing that lie over each other.
const overlaps = `(() => {
	const list = [...document.querySelectorAll(".rear .callout, .unit > .btn, .unit-key, .unit-display")].map((e) => [e, e.getBoundingClientRect()]);
	return list.filter(([e, r], i) => list.some(([o, q], j) => j > i && r.height && q.height &&
		r.left < q.right - 1 && q.left < r.right - 1 && r.top < q.bottom - 1 && q.top < r.bottom - 1)).map(([e]) => e);
})()`
