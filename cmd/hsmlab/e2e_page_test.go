package main_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/input"
)

// terminalSays waits until a host's terminal shows the words.
func (b *tab) terminalSays(host, words string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`window.labTerms[%q] && window.labTerms[%q].text().includes(%q)`, host, host, words))
}

// promptBack waits until a host's terminal ends with root's prompt, all that was typed has been done, and the page shows
// what came of it.
func (b *tab) promptBack(host string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`((term) => (term.still?.() ?? true) && term.text().trimEnd().endsWith("root@%s:~#"))(window.labTerms[%q])`, host, host))
}

// terminal brings a host's terminal to the front and puts the focus in it, at the prompt.
func (b *tab) terminal(host string) {
	b.t.Helper()
	b.click("#tab-" + host)
	b.wait(fmt.Sprintf(`document.querySelector("#term-%[1]s .xterm") && !document.querySelector("#term-%[1]s").hidden`, host))
	b.click("#term-" + host + " .xterm")
	b.wait(fmt.Sprintf(`document.querySelector("#term-%s").contains(document.activeElement)`, host))
	b.promptBack(host)
}

// ticked waits until a task is done.
func (b *tab) ticked(id string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`document.querySelector('[data-task=%q][data-state="done"]')`, id))
}

// has waits until an attribute of an element has the value.
func (b *tab) has(selector, attribute, value string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`document.querySelector(%q)?.getAttribute(%q) === %q`, selector, attribute, value))
}

// TestRecoveryModeByHand does the physical half of the lesson with the panel: button and mains, as one person who
// has no third hand.
func TestRecoveryModeByHand(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.lessonPage(serveSite(t, buildSite(t, "/")), "recovery-mode")
	b.promptBack("provider")
	b.typeText("hsmadmin info\n")
	b.ticked("see-failure")
	b.click("#latch")
	b.has("#recovery", "aria-pressed", "true")
	b.ticked("hold-button")
	b.click("#mains")
	b.has("#mains", "aria-checked", "false")
	b.wait(`document.querySelector("#led-text").textContent.startsWith("dark")`)
	b.click("#mains")
	b.has("#mains", "aria-checked", "true")
	b.wait(`document.querySelector("#led-text").textContent.startsWith("green")`)
	b.picture("by-hand")
	b.terminal("tenant-a")
	b.typeText("lab wait boot\n")
	b.ticked("enter-recovery")
	b.click("#latch")
	b.has("#recovery", "aria-pressed", "false")
	b.terminal("provider")
	b.typeText("hsmadmin status\n")
	b.terminalSays("provider", "image          : recovery")
	b.ticked("check-recovery")
}

// TestTheButtonIsDownOnlyWhileItIsHeld presses the recovery button with mouse and keyboard.
func TestTheButtonIsDownOnlyWhileItIsHeld(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath))
	b.mouse(input.DispatchMouseEventTypeMousePressed, "#recovery")
	b.has("#recovery", "aria-pressed", "true")
	b.mouse(input.DispatchMouseEventTypeMouseReleased, "#recovery")
	b.has("#recovery", "aria-pressed", "false")
	eval[bool](b, `document.querySelector("#recovery").focus() === undefined`)
	b.keyDown(keySpace)
	b.has("#recovery", "aria-pressed", "true")
	b.keyUp(keySpace)
	b.has("#recovery", "aria-pressed", "false")
}

// TestABusyShellLeavesThePageAlive runs a loop without end, uses the page meanwhile, and ends it with Ctrl-C.
func TestABusyShellLeavesThePageAlive(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath))
	b.click(".xterm")
	b.promptBack("provider")
	b.typeText("while true; do :; done\n")
	b.terminalSays("provider", "done")
	for _, want := range []string{"true", "false"} {
		b.click("#bench-list")
		b.has("#bench-list", "aria-pressed", want)
	}
	b.click(".xterm")
	b.press(control('c'))
	b.promptBack("provider")
	b.typeText("echo still $((40+2))\n")
	b.terminalSays("provider", "still 42")
}

// TestTheLampIsAnnouncedWhenItHasSettled cycles the mains: what the lamp shows is said once it has shown it for a while,
// and the prompt tells that the host is booting. Undo takes the whole of it back.
func TestTheLampIsAnnouncedWhenItHasSettled(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath))
	b.terminal("provider")
	b.typeText("lab power cycle\n")
	b.wait(`document.querySelector("#led-said").textContent.startsWith("green")`)
	b.terminalSays("provider", "(provider is booting)")
	b.click("#undo") // off and on were one act
	b.has("#mains", "aria-checked", "true")
	b.wait(`document.querySelector("#led-said").textContent.startsWith("blue") && !window.labTerms.provider.text().includes("booting")`)
	b.wait(`document.querySelector("#banner-undo") === null`)
}

// TestOneTabOwnsALab opens a lab twice: the second tab says so and can take over; the first one stops.
func TestOneTabOwnsALab(t *testing.T) {
	browser := startBrowser(t)
	h := serveSite(t, buildSite(t, "/"))
	first := newTab(t, browser)
	first.open(h.address(labPath))
	first.click(".xterm")
	first.promptBack("provider")
	first.typeText("echo mine > note\n")
	first.promptBack("provider")
	second := newTab(t, browser)
	second.open(h.address(labPath))
	second.wait(`document.querySelector("#banner-foreign")`)
	second.click("#banner-foreign button")
	second.wait(`document.querySelector("#banner-foreign") === null && document.querySelector(".xterm")`)
	second.waitAlive()
	first.wait(`document.querySelector("#banner-foreign")`)
	second.click(".xterm")
	second.typeText("cat note\n")
	second.wait(`window.labTerms.provider.text().split("mine").length > 2`)
}

// TestADamagedSaveIsKeptAside breaks the stored journal: the page says so, keeps it for download and begins afresh.
func TestADamagedSaveIsKeptAside(t *testing.T) {
	b := newTab(t, startBrowser(t))
	url := serveSite(t, buildSite(t, "/")).address(labPath)
	b.open(url)
	b.click(".xterm")
	b.promptBack("provider")
	b.typeText("touch gone\n")
	b.promptBack("provider")
	const chunks = `new Promise((done) => { const r = indexedDB.open("hsmlab"); r.onsuccess = () => {
		const s = r.result.transaction("chunks", "readwrite").objectStore("chunks");`
	b.wait(chunks + `const n = s.count(); n.onsuccess = () => done(n.result > 0); }; })`)
	eval[bool](b, chunks+`s.put({lab: "free", n: 0, text: "{\"format\":\"hsmlab-journal-1\"}\nnot json\n"});
		s.transaction.oncomplete = () => done(true); }; })`)
	b.open(url)
	b.wait(`document.querySelector("#banner-damaged")`)
	b.click(".xterm")
	b.promptBack("provider")
	b.typeText("ls gone\n")
	b.terminalSays("provider", "No such file")
}

// TestAFaultOfOursOffersTheJournal trips a panic in the program.
func TestAFaultOfOursOffersTheJournal(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath + "?test=1"))
	b.promptBack("provider")
	b.click(".xterm")
	b.typeText("touch kept\n")
	b.promptBack("provider")
	b.isKept()
	eval[bool](b, `(window.hsmlabTest.panic(), true)`)
	b.wait(`document.querySelectorAll("#crash button").length === 2`)
	b.picture("fault")
	b.click("#crash button:last-of-type")
	b.wait(`document.querySelector("#crash") === null`)
	b.waitAlive()
	b.forgive("exit code: 2")
	for b.takeOut("already exited") { // what the dead program was still asked to do
	}
	b.click(".xterm")
	b.typeText("ls\n")
	b.terminalSays("provider", "kept\n")
}
