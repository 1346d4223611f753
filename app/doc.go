// Package app is the page: go-app components that show a lab and send it events. It decides nothing about the
// equipment; what is true of it comes from package sim, what is typed goes to package shell, what is learnt is judged
// by package lessons.
//
// Every page is a document: it is prerendered natively (so it can be read before, and without, WebAssembly) and links
// lead to whole new documents. In the browser a component takes over the document it finds. Texts of lessons and of
// the pages around the lab are not linked into the client: it keeps the prerendered elements, and fetches what it
// needs as data from web/data.
//
// A lab page has one [desk]: the running lab with its clock, its terminals, its store and the learner's progress. The
// panes are components that watch the desk and redraw themselves when it says so. The lamp is animated by the browser
// (web/js/led.js) and touched from here only when its signal changes.
//
// Everything here runs on go-app's UI goroutine unless it says otherwise; shells run in goroutines of their own and
// come back through Dispatch.
package app
