package main_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"hsmlab/sim"
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

// anyPrompt waits until a terminal is at a prompt, be it that of the person in front of a host that is off.
func (b *tab) anyPrompt(host string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`((term) => (term.still?.() ?? true) && /\n(root@\S+#|\(\S+ is off\) \$)$/.test("\n" + term.text().trimEnd()))(window.labTerms[%q])`, host))
}

// terminal brings a host's terminal to the front and puts the focus in it, at the prompt.
func (b *tab) terminal(host string) {
	b.t.Helper()
	b.toFront(host)
	b.promptBack(host)
}

// toFront brings a host's terminal to the front and puts the focus in it, whatever stands there.
func (b *tab) toFront(host string) {
	b.t.Helper()
	b.click("#tab-" + host)
	b.wait(fmt.Sprintf(`document.querySelector("#term-%[1]s .xterm") && !document.querySelector("#term-%[1]s").hidden`, host))
	b.click("#term-" + host + " .xterm")
	b.wait(fmt.Sprintf(`document.querySelector("#term-%s").contains(document.activeElement)`, host))
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
	b.touch(input.DispatchTouchEventTypeTouchStart, "#recovery")
	b.has("#recovery", "aria-pressed", "true")
	b.touch(input.DispatchTouchEventTypeTouchEnd, "#recovery")
	b.has("#recovery", "aria-pressed", "false")
}

// touch puts a finger on the middle of the element, or takes it away.
func (b *tab) touch(kind input.DispatchTouchEventType, selector string) {
	b.t.Helper()
	points := []*input.TouchPoint{}
	if kind == input.DispatchTouchEventTypeTouchStart {
		at := b.middle(selector)
		points = append(points, &input.TouchPoint{X: at[0], Y: at[1]})
	}
	b.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
		return err
	}))
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
	h := serveSite(t, buildSite(t, "/"))
	url := h.address(labPath)
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
	b.watchFiles()
	if got := b.saves("#banner-damaged .btn:first-of-type"); !strings.Contains(got, "not json") {
		t.Errorf("the old data: got\n%s", got)
	}
	b.click(".xterm")
	b.promptBack("provider")
	b.typeText("ls gone\n")
	b.terminalSays("provider", "No such file")

	b.open(h.address(startPath)) // where it can be had later, too
	b.watchFiles()
	b.wait(`document.querySelector("#aside:not([hidden])")`)
	if got := b.saves("#aside-save"); !strings.Contains(got, "not json") {
		t.Errorf("what was kept aside: got\n%s", got)
	}
	b.click("#aside-drop")
	b.wait(`document.querySelector("#aside[hidden]")`)
}

// TestAForeignSaveIsKeptAside finds another lesson's journal in the place of the lab's own.
func TestAForeignSaveIsKeptAside(t *testing.T) {
	b := newTab(t, startBrowser(t))
	h := serveSite(t, buildSite(t, "/"))
	b.lessonPage(h, "recovery-mode")
	b.promptBack("provider")
	b.isKept()
	eval[bool](b, `new Promise((done) => { const r = indexedDB.open("hsmlab"); r.onsuccess = () => {
		const s = r.result.transaction("chunks", "readwrite").objectStore("chunks");
		s.get(["recovery-mode", 0]).onsuccess = (e) => s.put({...e.target.result, lab: "free"});
		s.transaction.oncomplete = () => done(true); }; })`)
	b.open(h.address(labPath))
	b.wait(`document.querySelector("#banner-damaged")?.innerText.includes("recovery-mode")`)
	b.promptBack("provider")
}

// TestAWrongAnswerIsReported saves the file that a report consists of.
func TestAWrongAnswerIsReported(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath))
	b.terminal("provider")
	b.typeText("hsmadmin vcm single-setup --nothing\n")
	b.promptBack("provider")
	b.watchFiles()
	b.click(`[popovertarget="menu"]`)
	b.click("#report-wrong")
	b.wait(`document.querySelector("#report").open`)
	b.checkAccessibility("the dialog of a report")
	b.click("#report textarea")
	b.typeText("It should work")
	var report struct {
		Expected, Simulator, Site, Browser, Journal string
		Explanation                                 []any
	}
	if err := json.Unmarshal([]byte(b.saves("#report-save")), &report); err != nil {
		t.Fatal(err)
	}
	if report.Expected != "It should work" || report.Simulator != sim.Version || report.Site == "" || len(report.Explanation) == 0 ||
		!strings.Contains(report.Journal, "single-setup --nothing") {
		t.Errorf("got %+v", report)
	}
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
	b.watchFiles()
	if got := b.saves("#crash button:first-of-type"); !strings.Contains(got, "touch kept") || !strings.Contains(got, "BUG: tripped by a test") {
		t.Errorf("the journal of a fault: got\n%s", got)
	}
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
