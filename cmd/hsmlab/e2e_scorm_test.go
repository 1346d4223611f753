package main_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"hsmlab/cmd/hsmlab/fileserver"
	"hsmlab/cmd/hsmlab/scorm"
	"hsmlab/cmd/hsmlab/static"
	"hsmlab/lessons/author"
)

var portableSite = sync.OnceValues(func() (static.Files, error) {
	return static.Build(context.Background(), static.Options{Root: "../..", Portable: true})
})

// lessonPackage is the SCORM package of a lesson, unpacked as an LMS does it.
func lessonPackage(t *testing.T, id string) *zip.Reader {
	t.Helper()
	site, err := portableSite()
	if err != nil {
		t.Fatal(err)
	}
	source, ok := library(t).Find(id)
	if !ok {
		t.Fatalf("no lesson %s", id)
	}
	data, err := scorm.Package(site, &source.Lesson)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// shelfPath is where the LMS keeps the package: no path that anybody could know, with a space in it.
const shelfPath = "/content/course 7/v2/"

// serveLMS serves an LMS: a page with the script of testdata/lms as its API, in it a frame, and in that the lesson.
func serveLMS(t *testing.T, pack *zip.Reader, scripts ...string) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/lms", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, `<!doctype html><html lang="en"><title>LMS</title>`)
		for i := range scripts {
			fmt.Fprintf(w, `<script src="/script/%d.js"></script>`, i)
		}
		io.WriteString(w, `<script>window.sco = () => frames[0]?.frames[0];</script><iframe id="stage" src="/stage" width="1400" height="850"></iframe>`)
	})
	mux.HandleFunc("/stage", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		launch := shelfPath + "lessons/" + lessonIn(pack) + "/index.html?clock=batch&test=1"
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Stage</title><iframe src=%q width="1380" height="820"></iframe>`, launch)
	})
	mux.HandleFunc("/script/{name}", func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.PathValue("name"), "%d.js", &n)
		w.Header().Set("Content-Type", "text/javascript")
		data, err := os.ReadFile(scripts[n])
		if err != nil {
			t.Error(err)
		}
		w.Write(data)
	})
	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("/content/", func(w http.ResponseWriter, r *http.Request) { servePacked(w, r, pack) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL + "/lms"
}

func lessonIn(pack *zip.Reader) string {
	for _, f := range pack.File {
		if rest, ok := strings.CutPrefix(f.Name, "lessons/"); ok {
			return strings.TrimSuffix(rest, "/index.html")
		}
	}
	return ""
}

// servePacked answers with a file of the package; folders have no index.
func servePacked(w http.ResponseWriter, r *http.Request, pack *zip.Reader) {
	name, ok := strings.CutPrefix(r.URL.Path, shelfPath)
	if ok {
		if file, err := pack.Open(name); err == nil && !strings.HasSuffix(name, "/") {
			defer file.Close()
			w.Header().Set("Content-Type", fileserver.ContentType(name))
			io.Copy(w, file)
			return
		}
	}
	http.NotFound(w, r)
}

// lmsRecord is what an LMS has of a learner.
type lmsRecord struct {
	Status, Score, Bookmark, Suspended, Time string
	Interactions                             []struct{ ID, Type, Time, Result, Latency, StudentResponse string }
}

func (b *tab) record() lmsRecord {
	b.t.Helper()
	var r lmsRecord
	raw := strings.ReplaceAll(eval[string](b, `JSON.stringify(record())`), `"student_response"`, `"StudentResponse"`)
	if err := json.Unmarshal([]byte(raw), &r); err != nil {
		b.t.Fatal(err)
	}
	return r
}

// launchSCO opens the LMS's page and waits until the lesson in it is alive, with the keyboard in its terminal.
func (b *tab) launchSCO(lms string) {
	b.t.Helper()
	b.do(chromedp.Navigate(lms))
	b.scoAlive()
}

func (b *tab) scoAlive() {
	b.t.Helper()
	b.wait(`sco()?.document.querySelector("[data-ready]") && sco().document.querySelector("[data-hash]") && sco().document.querySelector(".xterm-helper-textarea")`)
	b.wait(`(sco().hsmlab.focusTerminal(), sco().document.activeElement?.matches(".xterm-helper-textarea"))`)
}

// typeStep types a statement of the solution into the lesson and waits for the hash and the ticks of the native run.
func (b *tab) typeStep(s author.Step) {
	b.t.Helper()
	b.typeText(s.Text + "\n")
	b.wait(fmt.Sprintf(`sco().document.querySelector("[data-hash]").dataset.hash === %q`, s.Hash))
	b.wait(fmt.Sprintf(`sco().document.querySelectorAll('[data-task][data-state="done"]').length === %d`, len(s.Done)))
	b.wait(fmt.Sprintf(`record().interactions.length === %d`, len(s.Done)))
}

// recordIs waits for a status and checks the rest of the record against the tasks that are done.
func (b *tab) recordIs(status string, done []string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`record().status === %q`, status))
	r := b.record()
	var ids []string
	for _, i := range r.Interactions {
		ids = append(ids, i.ID)
		if i.Type != "performance" || i.Result != "correct" || i.StudentResponse != "done" || i.Time == "" || i.Latency == "" {
			b.t.Errorf("interaction: got %+v", i)
		}
	}
	if fmt.Sprint(ids) != fmt.Sprint(done) {
		b.t.Errorf("interactions: got %v, want %v", ids, done)
	}
	if len(r.Suspended) == 0 || len(r.Suspended) > 4096 {
		b.t.Errorf("suspend_data has %d characters", len(r.Suspended))
	}
	for _, violation := range eval[[]string](b, `violations`) {
		b.t.Errorf("the LMS complains: %s", violation)
	}
}

// kill ends the tab's process, which runs no handler of its page.
func (b *tab) kill() {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 2*time.Second)
	defer cancel()
	_ = chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, page.Crash, cdp.Empty{}) // there is nobody left to answer
		return err
	}))
}

// TestSCORM does a lesson under an LMS: half of it, then the tab is killed; the rest in another tab, left properly, and
// opened once more.
func TestSCORM(t *testing.T) {
	browser := startBrowser(t)
	pack := lessonPackage(t, "recovery-mode")
	source, _ := library(t).Find("recovery-mode")
	steps, err := author.Walk(source)
	if err != nil {
		t.Fatal(err)
	}
	for name, scripts := range map[string][]string{
		"strict":      {"testdata/lms/strict.js"},
		"scorm-again": {"../../node_modules/scorm-again/dist/scorm12.min.js", "testdata/lms/again.js"},
	} {
		t.Run(name, func(t *testing.T) { runSCORM(t, browser, serveLMS(t, pack, scripts...), steps) })
	}
}

func runSCORM(t *testing.T, browser context.Context, lms string, steps []author.Step) {
	half, last := len(steps)/2, steps[len(steps)-1]
	first := newTab(t, browser)
	first.launchSCO(lms)
	first.recordIs("incomplete", nil)
	for _, s := range steps[:half] {
		first.typeStep(s)
	}
	first.recordIs("incomplete", steps[half-1].Done)
	if r := first.record(); r.Score == "" || r.Score == "0" || r.Score == "100" || r.Bookmark == "" {
		t.Errorf("half way the LMS has score %q and bookmark %q", r.Score, r.Bookmark)
	}
	first.kill()

	b := newTab(t, browser)
	b.launchSCO(lms)
	b.wait(fmt.Sprintf(`sco().document.querySelector("[data-hash]").dataset.hash === %q`, steps[half-1].Hash))
	for _, s := range steps[half:] {
		b.typeStep(s)
	}
	b.recordIs("passed", last.Done)
	b.picture("scorm-passed")

	// Starting over loads the page anew, in the same session; what was passed stays passed.
	b.do(chromedp.Evaluate[chromedp.Void](`sco().before = true; sco().hsmlab.startOver("recovery-mode"); undefined`))
	b.wait(`sco() && !sco().before`)
	b.scoAlive()
	b.wait(`sco().document.querySelector("#banner-lms")`)
	b.recordIs("passed", last.Done)
	if calls := eval[string](b, `calls().initialized + " " + calls().finished`); calls != "1 0" {
		t.Errorf("sessions opened and closed: got %s, want 1 0", calls)
	}

	// Leaving closes the session, once.
	b.do(chromedp.Evaluate[chromedp.Void](`document.getElementById("stage").src = "about:blank"; undefined`))
	b.wait(`calls().finished === 1`)
	if r := b.record(); r.Score != "100" || r.Time == "" {
		t.Errorf("at the end the LMS has score %q and time %q", r.Score, r.Time)
	}
	b.launchSCO(lms)
	b.recordIs("passed", last.Done)
}

// TestSCORMExam does the first steps of an exam under an LMS, which hears nothing of them until the exam is handed in: then
// it was failed, with the score so far.
func TestSCORMExam(t *testing.T) {
	pack := lessonPackage(t, "provider-exam")
	source, _ := library(t).Find("provider-exam")
	statements, _ := solved(t, source)
	b := newTab(t, startBrowser(t))
	b.do(chromedp.Navigate(serveLMS(t, pack, "testdata/lms/strict.js")))
	in := func(script string) {
		b.do(chromedp.Evaluate[chromedp.Void]("{ const page = sco().document; " + script + " }"))
	}
	b.wait(`sco()?.document.querySelector("#exam-begin:not([disabled])")`)
	in(fmt.Sprintf(`page.querySelector("#exam-name").value = %q; page.querySelector("#exam-variant").value = "%d";
		page.querySelector("#exam-time").value = "%d"; page.querySelector("#exam-begin").click();`, ada.Name, ada.Variant, ada.Accommodation))
	b.scoAlive()
	b.typeText(statements[0] + "\n" + statements[1] + "\n")
	b.wait(`sco().labTerms.provider.still()`)
	b.recordIs("incomplete", nil)
	in(`page.querySelector("#exam-hand-in").click(); page.querySelector("#hand-in-yes").click();`)
	b.wait(`record().status === "failed"`)
	if r := b.record(); r.Score == "" || r.Score == "100" {
		t.Errorf("an exam that was hardly begun has score %q", r.Score)
	}
	for _, violation := range eval[[]string](b, `violations`) {
		t.Errorf("the LMS complains: %s", violation)
	}
	b.longStandingsFit()
}

// longStandingsFit asks the bridge to suspend more tasks than an LMS takes: as many as fit are kept, and the rest counted.
func (b *tab) longStandingsFit() {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`{
		const script = sco().document.createElement("script");
		script.type = "module";
		script.textContent = 'import { writeStanding } from "' + sco().document.querySelector('script[src*="scorm.js"]').src + '"; window.write = writeStanding;';
		sco().document.head.append(script);
	}`))
	b.wait(`sco().write`)
	for _, tasks := range []int{1, 150, 400} {
		got := eval[struct {
			Length, Told, Cut, Missing int
		}](b, fmt.Sprintf(`(() => {
			const told = Array.from({length: %d}, (_, i) => "a-task-with-a-name-" + i);
			const text = sco().write({v: 1, attempt: "0123456789abcdef", best: 50, told});
			const kept = JSON.parse(text);
			return {Length: text.length, Told: kept.told.length, Cut: kept.cut ?? 0, Missing: kept.told.filter((id, i) => id !== told[i]).length};
		})()`, tasks))
		full := got.Told == tasks && got.Cut == 0 || got.Told+got.Cut == tasks && got.Length > 4000
		if got.Length > 4096 || !full || got.Missing > 0 {
			b.t.Errorf("%d tasks: suspend_data has %d characters, %d tasks told, %d cut, %d wrong", tasks, got.Length, got.Told, got.Cut, got.Missing)
		}
	}
}
