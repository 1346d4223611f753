package main_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
)

// ada takes the exams.
var ada = lessons.Entrant{Name: "Ada Example", Variant: 7, Accommodation: 125}

// exams are the exams among the lessons.
func exams(t *testing.T) []author.Source {
	t.Helper()
	var list []author.Source
	for _, source := range library(t).Sources {
		if source.Lesson.Exam != nil {
			list = append(list, source)
		}
	}
	if len(list) == 0 {
		t.Fatal("there is no exam")
	}
	return list
}

// examPage opens an exam in a page that runs by the batch rule of the clock.
func (b *tab) examPage(h *host, id string) {
	b.t.Helper()
	b.open(h.address("/lessons/" + id + "/?clock=batch&test=1"))
	b.keepDownloads()
}

// keepDownloads keeps what the page offers as a file, by name, in window.saved.
func (b *tab) keepDownloads() {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`window.saved = {}; let blob;
		const address = URL.createObjectURL;
		URL.createObjectURL = (b) => address.call(URL, (blob = b));
		addEventListener("click", (e) => {
			const link = e.target.closest?.("a[download]");
			if (link) {
				e.preventDefault();
				blob.text().then((text) => { window.saved[link.download] = text; });
			}
		}, true)`))
}

// begin fills in the form of an exam.
func (b *tab) begin(who lessons.Entrant) {
	b.t.Helper()
	b.wait(`document.querySelector("#exam-begin:not([disabled])")`)
	for id, value := range map[string]string{
		"exam-name": who.Name, "exam-variant": fmt.Sprint(who.Variant), "exam-time": fmt.Sprint(who.Accommodation),
	} {
		b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.getElementById(%q).value = %q`, id, value)))
	}
	b.click("#exam-begin")
	b.wait(`document.querySelector("[data-hash]") && document.querySelector("#exam-hand-in:not([disabled])")`)
	b.click(".xterm")
}

// handIn ends the exam and returns its transcript.
func (b *tab) handIn() string {
	b.t.Helper()
	b.click("#exam-hand-in")
	b.click("#hand-in-yes")
	return b.transcript()
}

// transcript is the file that the page saves once the exam is over.
func (b *tab) transcript() string {
	b.t.Helper()
	b.wait(`document.querySelector("#exam-result")`)
	b.click("#save-transcript")
	b.wait(`Object.keys(window.saved).length === 1`)
	return eval[string](b, `Object.values(window.saved)[0]`)
}

// solved is an exam done by its own solution, natively.
func solved(t *testing.T, source *author.Source) (steps []string, made *author.Attempt) {
	t.Helper()
	bound, err := source.Lesson.Bind(lessons.AttemptSeed(source.Lesson.ID, ada.Variant, ada.Name))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.FromSlash("../../lessons/" + source.Dir + "/solution.sh"))
	if err != nil {
		t.Fatal(err)
	}
	if made, err = author.Solve(source, ada); err != nil {
		t.Fatal(err)
	}
	return author.Statements(bound.Fill(string(text))), made
}

// graded is what hsmlab grade makes of a transcript.
func graded(t *testing.T, source *author.Source, text string) *lessons.Result {
	t.Helper()
	file, err := lessons.DecodeTranscript([]byte(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	bound, err := source.Lesson.Bind(file.Header.Seed)
	if err != nil {
		t.Fatal(err)
	}
	start, err := author.Start(bound)
	if err != nil {
		t.Fatal(err)
	}
	result, err := lessons.Grade(&source.Lesson, start, file)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return result
}

// TestExamsTakenInThePage does the solution of every exam, with the values of the learner's attempt, key by key and click
// by click, hands in, and grades the transcript that the page saves. On the way nothing tells how it goes.
func TestExamsTakenInThePage(t *testing.T) {
	browser := startBrowser(t)
	h := serveSite(t, buildSite(t, "/"))
	for _, source := range exams(t) {
		t.Run(source.Lesson.ID, func(t *testing.T) {
			lines, made := solved(t, &source)
			b := newTab(t, browser)
			b.examPage(h, source.Lesson.ID)
			b.picture("exam-form")
			b.begin(ada)
			b.checkAccessibility("a running exam")
			keyboard := b.front()
			for _, line := range lines {
				b.anyPrompt(keyboard)
				if b.byHand(line) == nil {
					b.changes(fmt.Sprintf(`window.labTerms[%q].text()`, keyboard), func() { b.typeText(line + "\n") })
					continue
				}
				b.anyPrompt(b.front())
				b.toFront(keyboard)
			}
			b.hashIs(made.Transcript.Hash)
			if n := eval[int](b, `document.querySelectorAll('[data-state="done"], [data-state="active"], .hints:not([hidden])').length`); n != 0 {
				t.Errorf("%d things tell how the exam goes", n)
			}
			b.picture("exam-running")
			text := b.handIn()
			b.wait(`document.querySelector('#exam-result[data-result="passed"]')`)
			b.checkAccessibility("the result of an exam")
			b.picture("exam-result")
			if got := graded(t, &source, text); got.Percent != 100 || !got.Passed || got.Header.Name != ada.Name || got.Header.Accommodation != ada.Accommodation {
				t.Errorf("graded as %+v, want 100 %% passed by %s", got, ada.Name)
			}
		})
	}
}

// TestExamGoesOnAfterAReload undoes, reloads in the middle and lets the time run out: the transcript tells of all of it.
func TestExamGoesOnAfterAReload(t *testing.T) {
	browser := startBrowser(t)
	h := serveSite(t, buildSite(t, "/"))
	source := exams(t)[0]
	id := source.Lesson.ID
	b := newTab(t, browser)
	b.examPage(h, id)
	b.begin(ada)
	b.typeText("hsmadmin setnetwork default\n")
	b.typeText("lab undo\n")
	b.wait(`document.querySelector("#exam-used").innerText.includes("went back once")`)
	b.typeText("lab wait 20m\n")
	b.wait(`document.querySelector("#exam-used").innerText.startsWith("used 20:")`)
	hash := eval[string](b, `document.querySelector("[data-hash]").dataset.hash`)

	b.examPage(h, id)
	b.hashIs(hash)
	b.wait(`document.querySelector("#exam-used").innerText.match(/^used 20:.*went back once/)`)
	b.click(".xterm")
	b.typeText("lab wait 40m\n")
	text := b.transcript()
	got := graded(t, &source, text)
	if !got.TimeUp || got.Undone != 1 || got.Passed {
		t.Errorf("graded as %+v, want the time up, one step back, and not passed", got)
	}

	b.examPage(h, id)
	if again := b.transcript(); again != text {
		t.Errorf("after another reload the transcript is\n%s\nwant\n%s", again, text)
	}
}

// TestExamForbidsHandsToo tries a thing on the bench whose verb the exam does not allow: the transcript stays valid.
func TestExamForbidsHandsToo(t *testing.T) {
	browser := startBrowser(t)
	h := serveSite(t, buildSite(t, "/"))
	source := exams(t)[0]
	b := newTab(t, browser)
	b.examPage(h, source.Lesson.ID)
	b.click("#exam-begin")
	b.wait(`document.querySelector("#exam-fault")?.innerText.includes("Your name")`)
	b.begin(ada)
	b.typeText("lab card provider 1\n")
	b.typeText("lab state .now\n")
	b.typeText("echo over\n")
	b.wait(`document.querySelector(".term:not([hidden])").innerText.match(/over\n/)`)
	if got := graded(t, &source, b.handIn()); got.Percent == 100 || got.Header.Name != ada.Name {
		t.Errorf("graded as %+v, want a valid attempt that is not complete", got)
	}
}

// TestNewVersionWaitsForTheExam releases a new version while an exam runs. It is neither offered nor taken, not even
// when every page was closed in between; when the exam is over, it is.
func TestNewVersionWaitsForTheExam(t *testing.T) {
	browser := startBrowser(t)
	site := buildSite(t, "/")
	h := serveSite(t, site)
	id := exams(t)[0].Lesson.ID
	keeper := newTab(t, browser) // keeps the browser's profile while the page is closed
	b := newTab(t, keeper.ctx)
	b.examPage(h, id)
	b.waitInstalled()
	b.begin(ada)
	b.wait(`caches.has("hsmlab-pins /")`)
	next := nextVersion(t, site)
	page := "lessons/" + id + "/index.html"
	next[page] = bytes.Replace(site[page], []byte(`<html lang="en">`), []byte(`<html lang="en" data-release="2">`), 1)
	h.release(t, next)
	b.do(chromedp.Evaluate[chromedp.Void](`navigator.serviceWorker.ready.then((r) => r.update())`, chromedp.EvalAwaitPromise))
	b.wait(`navigator.serviceWorker.getRegistration().then((r) => Boolean(r.waiting))`)
	if eval[bool](b, `hsmlabUpdate.ready() || document.querySelector("#banner-update") !== null`) {
		t.Error("the new version is offered in the middle of an exam")
	}
	b.do(chromedp.Evaluate[chromedp.Void](`hsmlabUpdate.apply()`))

	for waiting := true; waiting; { // the browser takes the new worker once the page has gone
		b.do(chromedp.Navigate("about:blank"))
		b.examPage(h, id)
		waiting = eval[bool](b, `navigator.serviceWorker.getRegistration().then((r) => Boolean(r.waiting))`)
	}
	if got := eval[string](b, `document.documentElement.dataset.release ?? "1"`); got != "1" {
		t.Errorf("the running exam goes on with release %s", got)
	}
	b.wait(`document.querySelector("#exam-hand-in:not([disabled])")`)
	b.handIn()
	b.wait(`caches.open("hsmlab-pins /").then((c) => c.keys()).then((k) => k.length === 0)`)
	b.open(h.address("/lessons/" + id + "/"))
	b.wait(`document.documentElement.dataset.release === "2"`)
}
