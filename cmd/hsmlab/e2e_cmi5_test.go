package main_test

import (
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"hsmlab/cmd/hsmlab/headers"
	"hsmlab/cmd/hsmlab/static"
	"hsmlab/lessons/author"
)

// cmi5Room is a site and an LMS of another origin.
type cmi5Room struct {
	t    *testing.T
	site *host
	lrs  *lrs
	at   *httptest.Server
}

// newCMI5Room serves the site, which may talk to the LMS only if allowed.
func newCMI5Room(t *testing.T, allowed bool) *cmi5Room {
	t.Helper()
	r := &cmi5Room{t: t, lrs: newLRS("https://lab.example/lessons/recovery-mode/")}
	r.at = httptest.NewServer(r.lrs)
	t.Cleanup(r.at.Close)
	site := static.Files{}
	for name, data := range buildSite(t, "/") {
		site[name] = data
	}
	if allowed {
		origins, err := headers.ParseLRS([]string{r.at.URL})
		if err != nil {
			t.Fatal(err)
		}
		site[headers.LRSFile] = headers.EncodeLRS(origins)
	}
	r.site = serveSite(t, site)
	r.lrs.launch["returnURL"] = r.site.address("/about/?back")
	return r
}

// launch is the address at which the LMS sends the learner, in a new session.
func (r *cmi5Room) launch(mode string) string {
	r.lrs.newSession(mode)
	q := url.Values{
		"endpoint": {r.at.URL + "/xapi/"}, "fetch": {fmt.Sprintf("%s/fetch?session=%d", r.at.URL, r.lrs.session)},
		"actor":        {`{"objectType":"Agent","account":{"homePage":"https://lms.example","name":"lee"}}`},
		"registration": {r.lrs.registration}, "activityId": {r.lrs.activity},
		"clock": {"batch"}, "test": {"1"},
	}
	return r.site.address("/lessons/recovery-mode/?" + q.Encode())
}

// seenIs waits until the session's statements are these.
func (r *cmi5Room) seenIs(want string) {
	r.t.Helper()
	deadline := time.After(patience)
	for r.lrs.seen() != want {
		select {
		case <-time.After(20 * time.Millisecond):
		case <-deadline:
			r.t.Fatalf("statements: got %q, want %q; violations %q", r.lrs.seen(), want, r.lrs.violations)
		}
	}
}

func (r *cmi5Room) noViolations() {
	r.t.Helper()
	for _, v := range r.lrs.violations {
		r.t.Errorf("the LRS complains: %s", v)
	}
}

func (b *tab) enter(address string) {
	b.t.Helper()
	b.open(address)
	b.wait(`document.querySelector("[data-hash]") && document.querySelector(".xterm-helper-textarea")`)
}

func (b *tab) typeSteps(steps []author.Step) {
	b.t.Helper()
	b.click(".xterm")
	for _, s := range steps {
		b.typeText(s.Text + "\n")
		b.hashIs(s.Hash)
	}
}

// forgiveNoStanding: Chromium notes each 404, which is how an LRS says that it has no such document yet.
func (b *tab) forgiveNoStanding() {
	b.t.Helper()
	b.forgive("stateId=hsmlab.standing")
}

// isKept waits until what the page has given to its store lies there: a reader comes after all writers before it.
func (b *tab) isKept() {
	b.t.Helper()
	b.wait(`Promise.all([hsmlab.store.labs(), hsmlab.store.read("")]).then(() => true)`)
}

func (b *tab) saysLMS(words string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`document.querySelector("#banner-lms")?.innerText.includes(%q)`, words))
}

func recoverySteps(t *testing.T) []author.Step {
	t.Helper()
	source, _ := library(t).Find("recovery-mode")
	steps, err := author.Walk(source)
	if err != nil {
		t.Fatal(err)
	}
	return steps
}

// TestCMI5 does a lesson launched by cmi5: half of it, then the tab is killed; the rest in a new session, left by the
// lesson's own way back; then once more, to browse and normally.
func TestCMI5(t *testing.T) {
	browser := startBrowser(t)
	r := newCMI5Room(t, true)
	steps := recoverySteps(t)
	half := len(steps) / 2

	first := newTab(t, browser)
	first.enter(r.launch("Normal"))
	first.saysLMS("reported to your LMS")
	r.seenIs("initialized")
	first.typeSteps(steps[:half])
	first.forgiveNoStanding()
	// The page keeps its lab within a second; only then it may die.
	first.wait(`hsmlab.store.load("recovery-mode").then(({ text, tail }) => {
		if (window.kept !== text + tail) { window.kept = text + tail; window.keptAt = Date.now(); }
		return text && Date.now() - window.keptAt > 2000; })`)
	first.kill()
	r.seenIs("initialized")

	b := newTab(t, browser)
	b.enter(r.launch("Normal"))
	b.hashIs(steps[half-1].Hash)
	r.seenIs("initialized")
	b.do(chromedp.Evaluate[chromedp.Void](`window.before = true; hsmlab.reload(); undefined`)) // the session goes on
	b.wait(`!window.before`)
	b.waitAlive()
	b.hashIs(steps[half-1].Hash)
	b.saysLMS("reported to your LMS")
	b.typeSteps(steps[half:])
	r.seenIs("initialized completed passed")
	b.saysLMS("The LMS has it: passed.")
	b.picture("cmi5-passed")
	b.checkAccessibility("a lesson launched by cmi5")
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#banner-lms button").click(); undefined`))
	b.wait(`location.search === "?back"`)
	r.seenIs("initialized completed passed terminated")

	b.enter(r.launch("Browse"))
	b.saysLMS("not counted")
	b.do(chromedp.Navigate("about:blank"))
	r.seenIs("initialized terminated")

	b.enter(r.launch("Normal")) // solved as it is, but that was told
	r.seenIs("initialized")
	b.do(chromedp.Evaluate[chromedp.Void](`hsmlab.lms.progress(JSON.stringify({percent: 100, graded: true, solved: true})); undefined`))
	b.do(chromedp.Navigate("about:blank"))
	r.seenIs("initialized terminated")
	r.noViolations()
	b.forgiveNoStanding()

	// The ordinary page has not seen any of this.
	b.lessonPage(r.site, "recovery-mode")
	if done := eval[int](b, `document.querySelectorAll('[data-task][data-state="done"]').length`); done != 0 {
		t.Errorf("outside the LMS %d tasks are ticked", done)
	}
}

// TestCMI5Troubles: what goes wrong is said, the work stays, and the next launch reports it.
func TestCMI5Troubles(t *testing.T) {
	browser := startBrowser(t)
	r := newCMI5Room(t, true)
	steps := recoverySteps(t)
	b := newTab(t, browser)
	address := r.launch("Normal")
	b.enter(address)
	r.seenIs("initialized")
	r.lrs.mu.Lock()
	r.lrs.refuse = 403
	r.lrs.mu.Unlock()
	b.typeSteps(steps)
	b.saysLMS("the LMS answered 403, “out of order”")
	b.saysLMS("kept in this browser")
	b.forgive("403")
	b.isKept()
	r.lrs.mu.Lock()
	r.lrs.refuse = 0
	r.lrs.mu.Unlock()

	b.enter(address) // by hand, with a token that is spent
	r.seenIs("initialized terminated")
	b.saysLMS("start the lesson from the LMS again")

	b.enter(r.launch("Normal"))
	r.seenIs("initialized completed passed")
	b.do(chromedp.Navigate("about:blank"))
	r.seenIs("initialized completed passed terminated")
	r.noViolations()
	b.forgiveNoStanding()

	b.enter(strings.Replace(address, "registration=", "elsewhere=", 1))
	b.saysLMS("without registration")
}

// TestCMI5NeedsTheSitesLeave launches a lesson of a site whose policy does not name the LMS.
func TestCMI5NeedsTheSitesLeave(t *testing.T) {
	browser := startBrowser(t)
	r := newCMI5Room(t, false)
	b := newTab(t, browser)
	b.enter(r.launch("Normal"))
	b.saysLMS("hsmlab build --lrs " + r.at.URL)
	b.forgive("security policy")
	b.forgive("Content Security Policy")
	if seen := r.lrs.seen(); seen != "" {
		t.Errorf("the LRS got %s", seen)
	}
}

// TestCMI5Verdicts gives the bridge reports of attempts that end otherwise; the LRS holds passed and failed to the mastery
// score of the launch, which is 0.8 unless told otherwise.
func TestCMI5Verdicts(t *testing.T) {
	browser := startBrowser(t)
	r := newCMI5Room(t, true)
	b := newTab(t, browser)
	for _, tt := range []struct {
		name, report string
		launch       map[string]any // what differs
		want         string
	}{
		{"left undone", `{percent: 50, graded: true}`, nil, "initialized terminated"},
		{"something happened that must not", `{percent: 0, graded: true, failed: true}`, nil, "initialized failed terminated"},
		{"solved with much help", `{percent: 50, graded: true, solved: true}`, nil, "initialized completed failed terminated"},
		{"nothing to score", `{percent: 0, solved: true}`, map[string]any{"moveOn": "Completed"}, "initialized completed terminated"},
		{"nothing to score, for an LMS that waits for passed", `{percent: 0, solved: true}`, nil, "initialized completed passed terminated"},
		{"solved without a mastery score", `{percent: 50, graded: true, solved: true}`, nil, "initialized completed passed terminated"},
	} {
		r.lrs.mu.Lock()
		r.lrs.registration = fmt.Sprintf("5f0f7c5e-7b1d-4f0e-9d6c-%012d", len(r.lrs.sent)) // nothing is left of the row before
		r.lrs.documents = map[string][]byte{}
		r.lrs.sent, r.lrs.statements = make([][]string, r.lrs.session), nil
		r.lrs.launch["masteryScore"], r.lrs.launch["moveOn"] = 0.8, "Passed"
		if strings.HasSuffix(tt.name, "without a mastery score") || strings.HasPrefix(tt.name, "nothing to score") {
			delete(r.lrs.launch, "masteryScore")
		}
		for name, value := range tt.launch {
			r.lrs.launch[name] = value
		}
		r.lrs.mu.Unlock()
		b.enter(r.launch("Normal"))
		b.saysLMS("reported to your LMS")
		b.do(chromedp.Evaluate[chromedp.Void](`hsmlab.lms.progress(JSON.stringify(` + tt.report + `)); undefined`))
		b.do(chromedp.Navigate("about:blank"))
		t.Log(tt.name)
		r.seenIs(tt.want)
		b.forgiveNoStanding()
	}
	r.noViolations()
}
