package main_test

import (
	"fmt"
	"testing"
)

// chooseProgress hands the catalogue a file as its file field does.
func (b *tab) chooseProgress(text string) {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf(`(() => { const t = new DataTransfer(); t.items.add(new File([%q], "hsmlab-progress.json"));
		const field = document.querySelector("#yours-file"); field.files = t.files;
		return field.dispatchEvent(new Event("change", {bubbles: true})); })()`, text))
}

// TestProgressMovesToAnotherBrowser saves all progress to a file and brings it back in a fresh profile: the standing is
// on the catalogue, and the lab is as it was left. A damaged file changes nothing.
func TestProgressMovesToAnotherBrowser(t *testing.T) {
	h := serveSite(t, buildSite(t, "/"))
	old := newTab(t, startBrowser(t))
	old.lessonPage(h, "recovery-mode")
	old.promptBack("provider")
	old.typeText("hsmadmin info\n")
	old.ticked("see-failure")
	old.promptBack("provider")
	hash := old.hash()
	old.wait(`(hsmlab.store.notes("standing ").then((found) => window.found = found.text), (window.found || "").includes("see-failure"))`)
	old.open(h.address("/"))
	old.wait(`document.querySelector("#yours-words").innerText.includes(", 1 of ")`)
	old.watchFiles()
	old.click("#yours-save")
	old.wait(`saved.length === 1`)
	file := eval[string](old, `saved[0].text()`)
	old.checkAccessibility("the catalogue with progress")
	old.chooseProgress(file)
	old.wait(`document.querySelector("#bring-back").open && document.querySelector("#bring-back-replaces").innerText.includes("recovery-mode")`)
	old.checkAccessibility("the question before progress is brought back")
	old.picture("progress-asks")
	old.click("#bring-back-no")
	eval[bool](old, `(() => { document.querySelector("#yours").scrollIntoView({block: "end"}); return true; })()`)
	old.picture("progress")

	fresh := newTab(t, startBrowser(t))
	fresh.open(h.address("/"))
	fresh.wait(`document.querySelector("#yours-words").innerText.includes(", 0 of ")`)
	fresh.chooseProgress(file[:len(file)/2])
	fresh.wait(`document.querySelector("#yours-fault").innerText.includes("Nothing was changed")`)
	fresh.chooseProgress(file)
	fresh.wait(`document.querySelector("#bring-back").open`)
	fresh.click("#bring-back-yes")
	fresh.wait(`document.querySelector("#yours-words").innerText.includes(", 1 of ")`)
	fresh.wait(`document.querySelector('[data-card="recovery-mode"]').innerText.includes("1 of 9 tasks done")`)
	fresh.lessonPage(h, "recovery-mode")
	fresh.hashIs(hash)
	fresh.ticked("see-failure")
}
