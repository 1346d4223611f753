package main_test

import (
	"fmt"
	"testing"

	"hsmlab/sim"
)

// lookBack opens the look at the past.
func (b *tab) lookBack() {
	b.t.Helper()
	b.click("#look-back")
	b.wait(`!document.querySelector("#travel").hidden && document.querySelector("#travel").dataset.arrived !== ""`)
}

// drag moves the slider over several moments as a hand does, without waiting at any of them, and waits at the last.
func (b *tab) drag(moments ...int) {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf(`(() => { const s = document.querySelector("#travel-slider");
		for (const at of %s) { s.value = at; s.dispatchEvent(new Event("input", {bubbles: true})); } return true; })()`, list(moments)))
	b.arrivedAt(moments[len(moments)-1])
}

// arrivedAt waits until the page shows a moment of a free lab, where moments are entries of the journal.
func (b *tab) arrivedAt(entries int) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`document.querySelector("#travel").dataset.arrived === "%d"`, entries))
}

func list(numbers []int) string {
	text := "["
	for _, n := range numbers {
		text += fmt.Sprint(n, ",")
	}
	return text + "]"
}

// watchFiles keeps what the page offers to save in window.saved.
func (b *tab) watchFiles() {
	b.t.Helper()
	eval[bool](b, `(() => { window.makeURL ??= URL.createObjectURL; window.saved = [];
		URL.createObjectURL = (x) => { saved.push(x); return makeURL(x); }; return true; })()`)
}

// journal is the lab's journal as the page saves it.
func (b *tab) journal() *sim.Journal {
	b.t.Helper()
	b.watchFiles()
	b.click(`[popovertarget="menu"]`)
	b.click("#save-journal")
	b.wait(`saved.length === 1`)
	j, err := sim.DecodeJournal([]byte(eval[string](b, `saved[0].text()`)))
	if err != nil {
		b.t.Fatal(err)
	}
	return j
}

// replayed is the lab after the first n entries of a journal.
func replayed(t *testing.T, j *sim.Journal, n int) *sim.Lab {
	t.Helper()
	l, err := sim.Replay(&sim.Journal{Header: j.Header, Entries: j.Entries[:n]})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return l
}

// place is the number of entries before which the first entry is that fits.
func place(t *testing.T, j *sim.Journal, fits func(sim.Event) bool) int {
	t.Helper()
	for i, e := range j.Entries {
		if fits(e.Event) {
			return i
		}
	}
	t.Fatal("the journal has no such entry")
	return 0
}

// freeLab opens the free lab, by the batch rule of the clock and with its hash shown.
func (b *tab) freeLab(h *host) {
	b.t.Helper()
	b.open(h.address(labPath + "?clock=batch&test=1"))
	b.wait(`document.querySelector("[data-hash]")`)
	b.click(".xterm")
	b.promptBack("provider")
}

func (b *tab) hash() string {
	return eval[string](b, `document.querySelector("[data-hash]").dataset.hash`)
}

// TestTheSliderShowsThePast drags the slider back: the lamp's words, the clock and the hash are those of a native replay
// up to there; the terminals take nothing; and back in the present all is as it was.
func TestTheSliderShowsThePast(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.freeLab(serveSite(t, buildSite(t, "/")))
	b.typeText("lab fault 1-2-3; lab wait 5s; lab led\nhsmadmin status\n")
	b.terminalSays("provider", "1-2-3")
	b.promptBack("provider")
	j := b.journal()
	now := b.hash()
	b.hashIs(replayed(t, j, len(j.Entries)).Hash())

	b.lookBack()
	calm := place(t, j, func(e sim.Event) bool { _, fault := e.(sim.Inject); return fault })
	b.drag(len(j.Entries)-1, 1, calm+1, 0, calm)
	past := replayed(t, j, calm)
	b.hashIs(past.Hash())
	b.wait(fmt.Sprintf(`document.querySelector("#led-text").textContent === %q`, past.Snapshot().Modules[0].LED.Words()))
	b.wait(fmt.Sprintf(`document.querySelector("#lab-time").textContent === %q`, past.Wall().UTC().Format("15:04:05")))
	b.has("#travel-slider", "aria-valuetext", past.Wall().UTC().Format("15:04:05")+", after: "+"lab fault 1-2-3; lab wait 5s; lab led on provider")
	b.checkAccessibility("the look at the past")
	b.picture("travel")

	b.click(".xterm")
	b.typeText("hsmadmin list\n")
	b.click("#mains")
	b.wait(`document.querySelector("#banner-past")`)
	b.drag(calm + 1)
	b.hashIs(replayed(t, j, calm+1).Hash())
	b.click("#travel-now")
	b.wait(`document.querySelector("#travel").hidden`)
	b.hashIs(now)
	if again := b.journal(); len(again.Entries) != len(j.Entries) {
		t.Errorf("the look at the past added to the journal: %d entries, want %d", len(again.Entries), len(j.Entries))
	}
}

// TestGoingOnFromThePast gives up what came after a moment, once the learner has been told what that is.
func TestGoingOnFromThePast(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.freeLab(serveSite(t, buildSite(t, "/")))
	b.typeText("hsmadmin status\nlab fault 1-2-3\nlab wait 90s\n")
	b.wait(`document.querySelector("#led-text").textContent.includes("1-2-3")`)
	b.promptBack("provider")
	j := b.journal()
	b.lookBack()
	fault := place(t, j, func(e sim.Event) bool { l, line := e.(sim.Line); return line && l.Text == "lab fault 1-2-3" })
	b.drag(fault)
	b.click("#travel-on")
	b.wait(`document.querySelector("#go-on").open && document.querySelector("#go-on-loss").innerText.includes("2 commands and actions")`)
	b.wait(`document.querySelector("#go-on").innerText.includes("lab fault 1-2-3 on provider")`)
	b.checkAccessibility("the question before going on")
	b.picture("travel-go-on")
	b.click("#go-on-no")
	b.arrivedAt(fault)
	b.click("#travel-on")
	b.wait(`document.querySelector("#go-on").open`)
	b.click("#go-on-yes")
	b.wait(`document.querySelector("#travel").hidden`)
	b.hashIs(replayed(t, j, fault).Hash())
	b.click(".xterm")
	b.typeText("lab fault 2-1-5\n")
	b.wait(`document.querySelector("#led-text").textContent.includes("2-1-5")`)
}
