package main_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestReviewTellsWhereOneLeftTheWay makes a known mistake in the recovery lesson and looks back: the review names the
// step, what was said about it and the guide's section, and leads to the moment.
func TestReviewTellsWhereOneLeftTheWay(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.lessonPage(serveSite(t, buildSite(t, "/")), "recovery-mode")
	b.promptBack("provider")
	b.typeText("hsmadmin enroll\n")
	b.ticked("see-failure")
	b.wait(`document.querySelector(".feedback")`) // which moves what is below it
	b.promptBack("provider")
	b.typeText("hsmadmin status\n")
	b.terminalSays("provider", "esn ")
	b.promptBack("provider")
	b.click("#review-open")
	b.wait(`document.querySelector("#review-way")?.innerText.startsWith("Step 1, at 08:00:00, was the first that left the way: it is a known mistake")`)
	b.wait(`document.querySelector("#review-cost").innerText.startsWith("It cost nothing")`)
	b.wait(`document.querySelector('[data-review-act="0"][data-state="left"]').innerText.includes("Guide 4.7.8, G-4.7.8-1")`)
	b.wait(`document.querySelector('[data-review-act="0"]').innerText.includes("Done: See it fail")`)
	b.wait(`document.querySelector('[data-review-act="1"]:not([data-state="left"])').innerText.includes("hsmadmin status on provider")`)
	b.checkAccessibility("the review")
	b.picture("review")
	b.click(`[data-review-act="0"] .btn`)
	b.wait(`!document.querySelector("#travel").hidden && document.querySelector("#travel").dataset.arrived !== ""`)
	b.ticked("see-failure")
	eval[bool](b, `(() => { const s = document.querySelector("#travel-slider"); s.value = 0; return s.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	b.wait(`!document.querySelector('[data-task="see-failure"][data-state="done"]')`)
	b.picture("review-travel")
	b.paint("dark")
	b.checkAccessibility("the look at the past, in the dark")
	b.picture("review-travel-dark")
	b.do(chromedp.EmulateViewport(390, 844))
	b.picture("review-travel-phone")
	b.do(chromedp.EmulateViewport(1440, 900))
	b.click("#travel-now")
	b.wait(`document.querySelector("#travel").hidden`)
	b.recording(t)
	b.ticked("see-failure")
}

// recording saves what the terminal showed, and parses it as a player of asciicasts does.
func (b *tab) recording(t *testing.T) {
	t.Helper()
	b.watchFiles()
	b.click(`[popovertarget="menu"]`)
	b.click("#save-cast")
	b.wait(`saved.length === 1`)
	lines := strings.Split(strings.TrimSpace(eval[string](b, `saved[0].text()`)), "\n")
	var header struct{ Version, Width, Height int }
	if err := json.Unmarshal([]byte(lines[0]), &header); err != nil || header.Version != 2 || header.Width < 20 || header.Height < 5 {
		t.Errorf("header of the recording: %s (%v)", lines[0], err)
	}
	text := ""
	for _, line := range lines[1:] {
		var event [3]any
		if err := json.Unmarshal([]byte(line), &event); err != nil || event[1] != "o" {
			t.Fatalf("event of the recording: %s (%v)", line, err)
		}
		text += event[2].(string)
	}
	if !strings.Contains(text, "hsmadmin enroll\r\n") || !strings.Contains(text, "not in factory state") {
		t.Errorf("the recording shows %q", text)
	}
}
