package main_test

import "testing"

// TestTheKeyboardDoesEverything edits, completes and recalls a command line, leaves the terminal by Esc Esc and goes
// round the panes by F6.
func TestTheKeyboardDoesEverything(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath))
	b.terminal("provider")
	b.typeText("hsmadmin fac")
	b.press(keyTab)
	b.terminalSays("provider", "hsmadmin factorystate")
	b.press(control('u'))
	b.typeText("echo onee")
	b.press(keyBackspace)
	b.typeText(" two\n")
	b.terminalSays("provider", "one two\n")
	b.promptBack("provider")
	b.press(keyUp)
	b.typeText(" three\n")
	b.terminalSays("provider", "one two three\n")
	b.promptBack("provider")
	b.press(keyEscape, keyEscape)
	b.wait(`!document.querySelector("#term-provider").contains(document.activeElement)`)
	pane := func() string {
		return eval[string](b, `document.activeElement.closest("[data-pane]")?.dataset.pane ?? ""`)
	}
	seen := map[string]bool{}
	for range 3 {
		b.press(keyF6)
		seen[pane()] = true
	}
	for _, want := range []string{"terminal", "bench"} {
		if !seen[want] {
			t.Errorf("F6 does not reach the pane %s; it went to %v", want, seen)
		}
	}
	b.press(key{name: "?", text: "?"})
	b.wait(`document.querySelector("#shortcuts").open`)
	b.press(keyEscape)
	b.wait(`!document.querySelector("#shortcuts").open`)
}

// TestHintsLeadToTheCommand climbs the ladder of a task: the command comes into the prompt, is not run, and marks the
// task as assisted.
func TestHintsLeadToTheCommand(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.lessonPage(serveSite(t, buildSite(t, "/")), "provision-first-vcm")
	b.promptBack("provider")
	b.click(`[data-hint="set-network"]`)
	b.wait(`document.querySelector('[data-task="set-network"] .hint')`)
	b.click(`[data-stuck="set-network"]`)
	b.terminalSays("provider", "hsmadmin setnetwork ipv4static --address 192.168.0.1/24")
	if eval[bool](b, `window.labTerms.provider.text().includes("network set")`) {
		t.Error("the command was run; it should only stand in the prompt")
	}
	b.click("#term-provider .xterm")
	b.press(keyEnter)
	b.ticked("set-network")
	b.wait(`document.querySelector('[data-task="set-network"]').textContent.includes("help")`)
	b.click("#undo")
	b.has(`[data-task="set-network"]`, "data-state", "done")
	b.wait(`window.labTerms.provider.text().trimEnd().endsWith("#")`)
}
