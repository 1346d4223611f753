package main_test

import (
	"fmt"
	"testing"
)

// choose hands the page a file as its file field does.
func (b *tab) choose(name, content string) {
	b.t.Helper()
	b.click("#open-files")
	b.wait(`document.querySelector("#files").open`)
	eval[bool](b, fmt.Sprintf(`(() => { const t = new DataTransfer(); t.items.add(new File([%q], %q));
		const field = document.querySelector("#files-put"); field.files = t.files;
		return field.dispatchEvent(new Event("change", {bubbles: true})); })()`, content, name))
}

// drop drops a file on the terminals.
func (b *tab) drop(name string, size int) {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf(`(() => { const t = new DataTransfer(); t.items.add(new File([new Uint8Array(%d)], %q));
		const at = document.querySelector(".term-body");
		at.dispatchEvent(new DragEvent("dragover", {bubbles: true, cancelable: true, dataTransfer: t}));
		return !at.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: t})); })()`, size, name))
}

// TestFilesComeAndGo copies files to a host, replaces one only when told to, and saves one.
func TestFilesComeAndGo(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath))
	b.terminal("provider")
	b.typeText("cd /tmp\n")
	b.terminalSays("provider", "provider:/tmp#")
	b.choose("note.txt", "first words")
	b.wait(`document.querySelector("#banner-file")?.innerText.includes("is now in /tmp on provider")`)
	b.choose("note.txt", "second words")
	b.wait(`document.querySelector("#replace").open && document.querySelector("#replace-title").innerText === "Replace note.txt?"`)
	b.picture("files-replace")
	b.click("#replace-no")
	b.click(".xterm")
	b.typeText("cat note.txt\n")
	b.terminalSays("provider", "first words")
	b.choose("note.txt", "second words")
	b.wait(`document.querySelector("#replace").open`)
	b.click("#replace-yes")
	b.wait(`!document.querySelector("#replace").open`)
	b.click(".xterm")
	b.typeText("cat note.txt\n")
	b.terminalSays("provider", "second words")
	b.drop("zeros.bin", 2000)
	b.wait(`document.querySelector("#banner-file")?.innerText.includes("zeros.bin, 2000 bytes")`)
	b.drop("large.bin", 8<<20+1)
	b.wait(`document.querySelector("#banner-file")?.innerText.includes("at most 8388608")`)
	b.click("#undo") // takes back zeros.bin and nothing else
	b.click(".xterm")
	b.typeText("ls\n")
	b.wait(`window.labTerms.provider.text().split("note.txt").length > 3 && !window.labTerms.provider.text().includes("zeros.bin")`)

	b.click("#open-files")
	b.wait(`document.querySelector("#files").open && document.querySelectorAll("#files-list option").length > 0`)
	b.checkAccessibility("the dialog of files")
	b.picture("files-dialog")
	eval[bool](b, `(() => { const f = document.querySelector("#files-path"); f.value = "/tmp/nothing"; f.dispatchEvent(new Event("input", {bubbles: true}));
		window.saved = []; const make = URL.createObjectURL; URL.createObjectURL = (x) => { saved.push(x); return make(x); }; return true; })()`)
	b.click("#files-save")
	b.wait(`document.querySelector("#files-fault").innerText.includes("No such file")`)
	eval[bool](b, `(() => { const f = document.querySelector("#files-path"); f.value = "/tmp/note.txt"; return f.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	b.click("#files-save")
	b.wait(`saved.length === 1 && !document.querySelector("#files").open`)
	if got, want := eval[string](b, `saved[0].text()`), "second words"; got != want {
		t.Errorf("saved file: got %q, want %q", got, want)
	}
}

// TestTheReferenceIsSearched looks for an option among the commands.
func TestTheReferenceIsSearched(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address("/commands/"))
	b.click("#find-command")
	b.typeText("serial-cardreader create")
	b.wait(`document.querySelector("#find-count").innerText.startsWith("2 of ")`)
	b.picture("commands-search")
	if !eval[bool](b, `document.querySelector('[data-path="/commands/hsmadmin-vcm-create/"]').checkVisibility() && !document.querySelector('[data-path="/commands/enquiry/"]').checkVisibility()`) {
		t.Error("the search shows other commands than those with the option")
	}
}
