package main_test

import (
	"fmt"
	"strings"
	"testing"

	"hsmlab/lessons/author"
)

// walk is the solution of a lesson, step by step.
func walk(t *testing.T, id string) []author.Step {
	t.Helper()
	source, ok := library(t).Find(id)
	if !ok {
		t.Fatalf("no lesson %s", id)
	}
	steps, err := author.Walk(source)
	if err != nil {
		t.Fatal(err)
	}
	return steps
}

// TestRecoveryModeWithTwoPeople solves the lesson in two windows: one only holds and releases the button, the other one
// only types.
func TestRecoveryModeWithTwoPeople(t *testing.T) {
	h := serveSite(t, buildSite(t, "/"))
	browser := startBrowser(t)
	keys, hands := newTab(t, browser), newTab(t, browser)
	keys.lessonPage(h, "recovery-mode-two")
	keys.promptBack("provider")
	hands.open(h.address("/second/"))
	hands.wait(`document.documentElement.dataset.second === "recovery-mode-two"`)
	push := func(down bool) {
		hands.click("#second-hold")
		hands.wait(fmt.Sprintf(`document.querySelector("#second-hold").getAttribute("aria-pressed") === "%v"`, down))
	}
	for _, s := range walk(t, "recovery-mode-two") {
		switch s.Text {
		case "lab hold recovery":
			push(true)
		case "lab release recovery":
			push(false)
		default:
			keys.typeText(s.Text + "\n")
		}
		keys.doneIs(s.Done)
		keys.promptBack("provider")
	}
	keys.wait(`document.querySelector("#outro")`)
	hands.picture("second-hands")
}

// sendLab saves the lab to a file in one browser and opens the file in another one.
func sendLab(from, to *tab) {
	from.t.Helper()
	hash := from.hash()
	share := func(b *tab) {
		b.click(`[popovertarget="menu"]`)
		b.click("#menu-share")
		b.wait(`document.querySelector("#share").open`)
	}
	share(from)
	from.watchFiles()
	from.click("#share-save")
	from.wait(`saved.length === 1`)
	file := eval[string](from, `saved[0].text()`)
	from.click("#share [data-act=close]")
	share(to)
	eval[bool](to, fmt.Sprintf(`(() => { const t = new DataTransfer(); t.items.add(new File([%q], "lab.jsonl"));
		const field = document.querySelector("#share-file"); field.files = t.files;
		return field.dispatchEvent(new Event("change", {bubbles: true})); })()`, file))
	to.wait(fmt.Sprintf(`document.querySelector("#open-link").open || document.querySelector("[data-hash]").dataset.hash === %q`, hash))
	if eval[bool](to, `document.querySelector("#open-link").open`) {
		to.click("#open-link-yes")
	}
	to.hashIs(hash)
	to.wait(`!document.querySelector("dialog[open]")`)
}

// TestProviderAndTenantInTwoBrowsers solves a lesson by two people with a browser each, who share nothing but files:
// whoever has done a step saves the lab and the other one opens it. The provider types on the provider's host only,
// the tenant on the tenant's.
func TestProviderAndTenantInTwoBrowsers(t *testing.T) {
	h := serveSite(t, buildSite(t, "/"))
	provider, tenant := newTab(t, startBrowser(t)), newTab(t, startBrowser(t))
	provider.lessonPage(h, "provision-first-vcm")
	provider.promptBack("provider")
	tenant.lessonPage(h, "provision-first-vcm")
	tenant.promptBack("provider")
	const onTenant = "lab on tenant-a "
	turn, sent := provider, 0
	for _, s := range walk(t, "provision-first-vcm") {
		next, host, line := provider, "provider", s.Text
		if strings.HasPrefix(line, onTenant) {
			next, host = tenant, "tenant-a"
			line = strings.ReplaceAll(strings.TrimPrefix(line, onTenant), `"vcm-$uuid.json"`, "vcm-*.json")
		}
		if next != turn {
			sendLab(turn, next)
			turn, sent = next, sent+1
		}
		turn.terminal(host)
		turn.typeText(line + "\n")
		turn.doneIs(s.Done)
		turn.promptBack(host)
	}
	turn.wait(`document.querySelector("#outro")`)
	if sent < 3 {
		t.Errorf("the lab changed hands %d times; the lesson is of two people", sent)
	}
}
