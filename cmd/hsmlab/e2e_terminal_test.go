package main_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestABusyShellLeavesThePageAlive runs loops without end, silent ones and ones that print as fast as they can, uses the
// page meanwhile, and ends them with Ctrl-C.
func TestABusyShellLeavesThePageAlive(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath))
	b.click(".xterm")
	b.promptBack("provider")
	for _, loop := range []string{"while true; do :; done", "while true; do echo hello world; done", "while true; do seq 1 200000; done"} {
		b.typeText(loop + "\n")
		b.wait(`!labTerms.provider.still()`)
		for _, want := range []string{"true", "false"} {
			b.click("#bench-list")
			b.has("#bench-list", "aria-pressed", want)
		}
		b.click(".xterm")
		b.press(control('c'))
		b.promptBack("provider")
	}
	b.typeText("clear; echo still $((40+2))\n")
	b.terminalSays("provider", "still 42")
}

// TestThePlainTextTerminal chooses it, types and pastes into it, completes by the key row, recalls, interrupts, and goes back.
func TestThePlainTextTerminal(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath))
	b.click(`[popovertarget="menu"]`)
	b.click("#terminal-kind")
	b.wait(`document.querySelector("#plain-provider") && document.querySelector("[data-ready]")`)
	b.promptBack("provider")
	b.click("#plain-provider")
	b.typeText("hsmadmin status\n")
	b.terminalSays("provider", "primary")
	b.promptBack("provider")
	b.do(chromedp.EmulateViewport(390, 844))
	b.click(`[data-view="terminal"]`)
	b.click("#plain-provider")
	b.typeText("hsmadm")
	b.click(`[data-key="Tab"]`)
	b.plainHolds("hsmadmin ")
	b.typeText("vcm c")
	b.click(`[data-key="Tab"]`)
	b.plainHolds("hsmadmin vcm create ")
	b.click(`[data-key="Ctrl-C"]`)
	if width := eval[float64](b, `document.querySelector("#plain-provider").offsetWidth`); width < 300 {
		t.Errorf("at 390 px the field is %v px wide", width)
	}
	b.checkAccessibility("the plain-text terminal on a phone")
	b.picture("plain-phone")
	b.click(`[data-key="↑"]`)
	b.plainHolds("hsmadmin status")
	b.do(chromedp.EmulateViewport(1440, 900))
	b.click(`[popovertarget="menu"]`)
	b.click("#terminal-kind")
	b.wait(`document.querySelector(".xterm")`)
	b.promptBack("provider")
	b.terminalSays("provider", "hsmadmin status")
}

// plainHolds waits until the plain-text terminal's field holds the line.
func (b *tab) plainHolds(line string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`document.querySelector("#plain-provider").value === %q`, line))
}

// TestTheTerminalIsOneOfTheBrowsers pastes and copies, resizes, and scrolls back.
func TestTheTerminalIsOneOfTheBrowsers(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath))
	b.terminal("provider")
	eval[bool](b, `(labTerms.provider.paste("echo pasted $((20+3))\n"), true)`)
	b.terminalSays("provider", "pasted 23\n")
	b.promptBack("provider")
	wide := eval[int](b, `labTerms.provider.size()[0]`)
	b.do(chromedp.EmulateViewport(1024, 768))
	b.wait(fmt.Sprintf(`labTerms.provider.size()[0] !== %d`, wide))
	b.typeText("clear; seq 1 300\n")
	b.promptBack("provider")
	b.wait(`((buffer) => buffer.baseY > 200 && buffer.getLine(0).translateToString(true).length < 40)(labTerms.provider.term.buffer.active)`)
	copied := eval[string](b, `(() => { const { term } = labTerms.provider; term.select(0, term.buffer.active.baseY + 1, 3); return term.getSelection(); })()`)
	if copied == "" {
		t.Error("nothing can be selected")
	}
}
