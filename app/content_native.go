//go:build !js

package app

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
	"hsmlab/sim"
)

// offered are lessons to make the site of, in place of those of the program.
var offered *author.Library

// Offer has the site made of other lessons than the program's. It comes before everything else that is asked of this package.
func Offer(l *author.Library) { offered = l }

// library is every lesson, compiled. A lesson that does not compile is a fault of the repository that
// hsmlab lesson lint reports better than any page could.
var library = sync.OnceValue(func() *author.Library {
	if offered != nil {
		return offered
	}
	l, err := author.Load(lessons.Files)
	if err != nil {
		panic(fmt.Sprintf("BUG: the lessons do not compile: %v", err))
	}
	return l
})

// Pages lists every page of the site, in the order of reading.
func Pages() []Page {
	pages := []Page{
		{"/", "hsmlab: run an nShield 5s for several tenants", "Lessons at a simulated nShield 5s HSM, in your browser: provision tenants, recover modules, read the LED."},
		{"/lab/", "Free lab — hsmlab", "A simulated nShield 5s, two hosts and a shell, without a lesson."},
		{morsePath, "Read the lamp — hsmlab", "A trainer for status LEDs of nShield HSMs: read error codes in Morse, look up what they mean, choose what to do."},
		{"/simulated/", "What is simulated — hsmlab", "What the lab simulates, where it had to decide, and where it may differ from the real module."},
		{secondPath, "Second window — hsmlab", "A second window beside a lab: somebody else's hands on the bench, and the trainer's faults."},
		{factsPath, "Good to know — hsmlab", "What the guide says and a simulator cannot show: support, Windows, cryptography, regulations."},
		{"/about/", "About — hsmlab", "What hsmlab is, who it is for, its licence and your privacy."},
	}
	pages = append(pages, referencePages()...)
	for _, source := range library().Sources {
		l := source.Lesson
		pages = append(pages, Page{lessonPath(l.ID), l.Title + " — hsmlab", l.Summary})
	}
	return pages
}

// Files are the site's generated data, by path: what the browser fetches instead of linking it in.
func Files() map[string][]byte {
	catalog := cards()
	files := map[string][]byte{
		"web/data/catalogue.json": encoded(catalog),
		"web/data/commands.json":  encoded(searchIndex()),
	}
	for _, source := range library().Sources {
		files["web/data/lessons/"+source.Lesson.ID+".json"] = encoded(source.Lesson)
	}
	return files
}

func encoded(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic("BUG: data of the site is not JSON: " + err.Error())
	}
	return data
}

// cards is the catalog with no more than a list needs.
func cards() lessons.Catalog {
	var cut lessons.Catalog
	for _, course := range library().Catalog.Courses {
		list := course.Lessons
		course.Lessons = nil
		for _, l := range list {
			course.Lessons = append(course.Lessons, l.Card())
		}
		cut.Courses = append(cut.Courses, course)
	}
	return cut
}

func catalogOf() *lessons.Catalog {
	c := cards()
	return &c
}

// deskForPage is the desk as a page is prerendered with it.
func deskForPage(path string) *desk {
	id := lessonOf(path)
	source, ok := library().Find(id)
	if !ok {
		return newDesk(FreeLab)
	}
	bound, err := source.Lesson.Bind(source.Lesson.Seed)
	if err != nil {
		panic("BUG: " + err.Error())
	}
	d := newDesk(id)
	if source.Lesson.Exam != nil {
		bound = source.Lesson.Unbound()
		d.sitting = &sitting{paper: &source.Lesson}
	}
	d.lesson, d.title, d.view = bound, bound.Title, "lesson"
	d.furnish(bound)
	return d
}

// furnish has a page show from the start what is in the room of its lesson, so that nothing moves when the lab is up.
func (d *desk) furnish(l *lessons.Lesson) {
	lab, err := sim.New(sim.Options{Scenario: l.Scenario, Seed: l.Seed})
	if err != nil {
		panic("BUG: " + l.ID + ": " + err.Error())
	}
	defer lab.Close()
	d.sitAt(hostsOf(lab.Snapshot()))
	room := shown{snapshot: lab.Snapshot(), host: d.host}
	d.picks = len(room.things()) > 1
	_, d.rack = room.unit()
	if m, ok := room.module(); ok {
		d.cold = coldCard{m.Product, m.ModeSwitch}
	}
}

func deskFromPage() (*desk, ui.UI) { return newDesk(FreeLab), nil }

func textOf(path string) ui.UI {
	switch strings.TrimSuffix(path, "/") {
	case "/about":
		return aboutPage()
	case "/facts":
		return factsPage()
	case "/second":
		return secondPage()
	}
	if strings.HasPrefix(path, strings.TrimSuffix(commandsPath, "/")) {
		return commandOf(path)
	}
	return simulatedPage()
}
