package main_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
	"hsmlab/sim"
)

// hashOf is the hash of the lab of a journal.
func hashOf(t *testing.T, j *sim.Journal) string {
	t.Helper()
	lab, err := sim.Replay(j)
	if err != nil {
		t.Fatal(err)
	}
	defer lab.Close()
	return lab.Hash()
}

// keepNote writes what the page keeps under a key.
func (b *tab) keepNote(key, text string) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`hsmlab.store.note(%q, %q)`, key, text), chromedp.EvalAwaitPromise))
}

// TestDrillsComeBack has a lesson due: the catalogue lists it, its link begins it anew with another seed, and what was
// finished stays finished.
func TestDrillsComeBack(t *testing.T) {
	browser := startBrowser(t)
	h := serveSite(t, buildSite(t, "/"))
	var source author.Source
	for _, s := range library(t).Sources {
		if len(s.Lesson.Vars) > 0 && s.Lesson.Exam == nil {
			source = s
			break
		}
	}
	id := source.Lesson.ID
	if id == "" {
		t.Fatal("no lesson has variables")
	}
	b := newTab(t, browser)
	b.lessonPage(h, id)
	b.typeText("touch /root/mine\n")
	b.keepNote("standing "+id, `{"tasks":["a"],"of":1,"solved":true}`)
	b.keepNote("drill "+id, `{"card":{"Due":"2026-01-02T00:00:00Z","Stability":3,"Difficulty":5,"Reps":1,"State":2,"LastReview":"2025-12-30T00:00:00Z"},"rated":1}`)

	b.open(h.address("/"))
	b.wait(`document.querySelector("#drills summary").innerText === "Due drills: 1"`)
	b.click("#drills summary")
	b.checkAccessibility("due drills")
	b.picture("drills")
	link := fmt.Sprintf(`#drills [data-drill=%q] a`, id)
	if got, want := eval[string](b, fmt.Sprintf(`document.querySelector(%q).getAttribute("href")`, link)), "/lessons/"+id+"/?drill=1"; got != want {
		t.Fatalf("the drill leads to %q, want %q", got, want)
	}
	b.open(h.address("/lessons/" + id + "/?drill=1&clock=batch&test=1"))
	b.wait(`document.querySelector("[data-hash]")`)
	bound, err := source.Lesson.Bind(lessons.AttemptSeed(id, 1, "drill"))
	if err != nil {
		t.Fatal(err)
	}
	start, err := author.Start(bound)
	if err != nil {
		t.Fatal(err)
	}
	b.wait(fmt.Sprintf(`document.querySelector("[data-hash]").dataset.hash === %q`, hashOf(t, start)))
	b.lessonPage(h, id) // without the address: the round goes on
	b.hashIs(hashOf(t, start))
	b.open(h.address("/"))
	b.wait(fmt.Sprintf(`document.querySelector('[data-card=%q]').innerText.includes("finished")`, id))
}

// TestSolvedLessonsBecomeDrills solves a lesson: from then on it has a date.
func TestSolvedLessonsBecomeDrills(t *testing.T) {
	browser := startBrowser(t)
	h := serveSite(t, buildSite(t, "/"))
	source, _ := library(t).Find("recovery-mode")
	steps, err := author.Walk(source)
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t, browser)
	b.lessonPage(h, source.Lesson.ID)
	for _, s := range steps {
		b.typeText(s.Text + "\n")
		b.hashIs(s.Hash)
	}
	b.wait(`hsmlab.store.read("drill recovery-mode").then((v) => JSON.parse(v.text || "{}").card?.Reps === 1)`)
	b.open(h.address("/"))
	b.wait(`document.querySelector("#drills summary").innerText === "Due drills: none"`)
}
