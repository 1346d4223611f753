package main_test

import "testing"

// TestReviewTellsWhereOneLeftTheWay makes a known mistake in the recovery lesson and looks back: the review names the
// step, what was said about it and the guide's section, and leads to the moment.
func TestReviewTellsWhereOneLeftTheWay(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.lessonPage(serveSite(t, buildSite(t, "/")), "recovery-mode")
	b.promptBack("provider")
	b.typeText("hsmadmin enroll\n")
	b.promptBack("provider")
	b.typeText("hsmadmin info\n")
	b.ticked("see-failure")
	b.promptBack("provider")
	b.click("#review-open")
	b.wait(`document.querySelector("#review-way")?.innerText.startsWith("Step 1, at 08:00:00, was the first that left the way: it is a known mistake")`)
	b.wait(`document.querySelector("#review-cost").innerText.startsWith("It cost nothing")`)
	b.wait(`document.querySelector('[data-review-act="0"][data-state="left"]').innerText.includes("Guide 4.7.8, G-4.7.8-1")`)
	b.wait(`document.querySelector('[data-review-act="1"]:not([data-state="left"])').innerText.includes("Done: See it fail")`)
	b.checkAccessibility("the review")
	b.picture("review")
	b.click(`[data-review-act="0"] .btn`)
	b.wait(`!document.querySelector("#travel").hidden && document.querySelector("#travel").dataset.arrived !== ""`)
	b.wait(`!document.querySelector('[data-task="see-failure"][data-state="done"]')`)
	b.picture("review-travel")
	b.click("#travel-now")
	b.ticked("see-failure")
}
