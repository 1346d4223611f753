package main_test

import (
	"fmt"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"hsmlab/lessons/author"
)

// library is every lesson, from the source tree.
func library(t *testing.T) *author.Library {
	t.Helper()
	l, err := author.Load(os.DirFS("../../lessons"))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// lessonPage opens a lesson in a page that runs by the batch rule of the clock and shows its hash.
func (b *tab) lessonPage(h *host, id string) {
	b.t.Helper()
	b.open(h.address("/lessons/" + id + "/?clock=batch&test=1"))
	b.wait(`document.querySelector("[data-hash]")`)
	b.click(".xterm")
}

// hashIs waits until the page's lab has the hash of the native run.
func (b *tab) hashIs(hash string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`document.querySelector("[data-hash]").dataset.hash === %q`, hash))
}

// doneIs waits until exactly the given tasks are ticked.
func (b *tab) doneIs(ids []string) {
	b.t.Helper()
	for _, id := range ids {
		b.wait(fmt.Sprintf(`document.querySelector('[data-task=%q][data-state="done"]')`, id))
	}
	if n := eval[int](b, `document.querySelectorAll('[data-task][data-state="done"]').length`); n != len(ids) {
		b.t.Errorf("%d tasks are ticked, want %d: %v", n, len(ids), ids)
	}
}

// TestLessonsTypedIntoThePage does the solution of every lesson key by key, and click by click where the page has a
// control for a statement; after each the page's lab has the hash, and the lesson the ticks, of the native run.
func TestLessonsTypedIntoThePage(t *testing.T) {
	var used sync.Map // hands
	browser := startBrowser(t)
	h := serveSite(t, buildSite(t, "/"))
	sources := slices.DeleteFunc(library(t).Sources, func(s author.Source) bool { return s.Lesson.Exam != nil }) // TestExamsTakenInThePage types those
	var ran atomic.Int32
	t.Run("lessons", func(t *testing.T) { // ends when all have ended
		for _, source := range sources {
			t.Run(source.Lesson.ID, func(t *testing.T) {
				t.Parallel()
				ran.Add(1)
				newTab(t, browser).solve(h, &source, func(hand *hand) { used.Store(hand, true) })
			})
		}
	})
	if int(ran.Load()) < len(sources) {
		return // -run leaves some out
	}
	for i := range hands {
		if _, ok := used.Load(&hands[i]); !ok {
			t.Errorf("no solution has a statement like %v; delete it from hands", hands[i].pattern)
		}
	}
}

// solve does a lesson's solution, and tells of the hands that it used.
func (b *tab) solve(h *host, source *author.Source, used func(*hand)) {
	b.t.Helper()
	steps, err := author.Walk(source)
	if err != nil {
		b.t.Fatal(err)
	}
	b.lessonPage(h, source.Lesson.ID)
	keyboard := b.front()
	for _, s := range steps {
		if hand := b.byHand(s.Text); hand != nil {
			used(hand)
			b.t.Logf("by hand: %s", s.Text)
			b.hashIs(s.Hash)
			b.toFront(keyboard)
		} else {
			b.typeText(s.Text + "\n")
			b.hashIs(s.Hash)
		}
		b.doneIs(s.Done)
	}
	b.wait(`document.querySelector("#outro")`)
	b.picture("solved-" + source.Lesson.ID)
}

// TestReloadInTheMiddleOfALesson reloads the page half way: the lab, the ticks and the shell's variables are as they
// were, and the rest of the solution still solves the lesson.
func TestReloadInTheMiddleOfALesson(t *testing.T) {
	browser := startBrowser(t)
	h := serveSite(t, buildSite(t, "/"))
	source, _ := library(t).Find("recovery-mode")
	steps, err := author.Walk(source)
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t, browser)
	b.lessonPage(h, source.Lesson.ID)
	half := len(steps) / 2
	for _, s := range steps[:half] {
		b.typeText(s.Text + "\n")
		b.hashIs(s.Hash)
	}
	b.doneIs(steps[half-1].Done)
	b.lessonPage(h, source.Lesson.ID)
	b.hashIs(steps[half-1].Hash)
	b.doneIs(steps[half-1].Done)
	for _, s := range steps[half:] {
		b.typeText(s.Text + "\n")
		b.hashIs(s.Hash)
	}
	b.doneIs(steps[len(steps)-1].Done)
}
