package main_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// linkTo is the link that the page makes to its lab, with what a test wants of the page's address.
func (b *tab) linkTo() string {
	b.t.Helper()
	b.click(`[popovertarget="menu"]`)
	b.click("#menu-share")
	b.wait(`document.querySelector("#share").open && document.querySelector("#share-text").value !== ""`)
	link := eval[string](b, `document.querySelector("#share-text").value`)
	return strings.Replace(link, "#", "?clock=batch&test=1#", 1)
}

// TestASharedLabIsTheSameElsewhere opens the link to a lesson half done in another profile, where nothing was done: the
// hash and the ticks are those of the lab that was shared, and the rest of the solution is not needed to see them.
func TestASharedLabIsTheSameElsewhere(t *testing.T) {
	h := serveSite(t, buildSite(t, "/"))
	mine := newTab(t, startBrowser(t))
	mine.lessonPage(h, "recovery-mode")
	mine.promptBack("provider")
	mine.typeText("hsmadmin info\n")
	mine.ticked("see-failure")
	mine.promptBack("provider")
	hash, link := mine.hash(), mine.linkTo()
	mine.checkAccessibility("the dialog for sharing")
	mine.picture("share")
	if !strings.Contains(eval[string](mine, `document.querySelector("#share").innerText`), "passphrases and names") {
		t.Error("the dialog does not say what is in the link")
	}

	theirs := newTab(t, startBrowser(t))
	theirs.open(link)
	theirs.wait(`document.querySelector("[data-hash]") && !location.hash`)
	theirs.hashIs(hash)
	theirs.ticked("see-failure")
	theirs.click("#undo")
	theirs.wait(fmt.Sprintf(`document.querySelector("[data-hash]").dataset.hash !== %q`, hash))
	theirs.click("#undo") // the set-up is not theirs to undo
	theirs.wait(`document.querySelector("#banner-undo")`)
}

// TestALinkAsksBeforeItReplacesALab opens a link where something was done: keeping is possible, and replacing.
func TestALinkAsksBeforeItReplacesALab(t *testing.T) {
	h := serveSite(t, buildSite(t, "/"))
	browser := startBrowser(t)
	b := newTab(t, browser)
	b.freeLab(h)
	b.typeText("lab fault 1-2-3\n")
	b.wait(`document.querySelector("#led-text").textContent.includes("1-2-3")`)
	b.promptBack("provider")
	shared, link := b.hash(), b.linkTo()
	b.click("#share [data-act=close]")
	b.click("#undo")
	b.wait(fmt.Sprintf(`document.querySelector("[data-hash]").dataset.hash !== %q`, shared))
	b.click(".xterm")
	b.typeText("hsmadmin list\n")
	b.promptBack("provider")
	own := b.hash()
	b.do(chromedp.Navigate("about:blank"))

	second := newTab(t, browser)
	second.open(link)
	second.wait(`document.querySelector("#open-link").open`)
	second.checkAccessibility("the question before a lab is replaced")
	second.picture("share-asks")
	second.click("#open-link-no")
	second.hashIs(own)
	if eval[string](second, `location.hash`) != "" {
		t.Error("the address still holds the lab that was refused")
	}
	eval[bool](second, fmt.Sprintf(`(() => { location.hash = %q; return true; })()`, link[strings.Index(link, "#"):]))
	second.wait(`document.querySelector("#open-link").open`)
	second.click("#open-link-yes")
	second.hashIs(shared)
}

// TestHostileLinksAreToldApart opens addresses that hold no lab; each gives a sentence, and the own lab is untouched.
func TestHostileLinksAreToldApart(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.freeLab(serveSite(t, buildSite(t, "/")))
	own := b.hash()
	for fragment, words := range map[string]string{
		"#lab=2.AAAA":                         "another version",
		"#lab=1.!!!!":                         "damaged",
		"#lab=1." + strings.Repeat("A", 9000): "longer than 8192",
	} {
		eval[bool](b, fmt.Sprintf(`(() => { location.hash = %q; return true; })()`, fragment))
		b.wait(fmt.Sprintf(`document.querySelector("#banner-link")?.innerText.includes(%q) && !location.hash`, words))
	}
	b.hashIs(own)
}
