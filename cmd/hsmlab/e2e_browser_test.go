package main_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// patience is how long one step in a browser may take, on a slow and busy machine.
const patience = 60 * time.Second

// browserFlags start a browser that talks to nobody but us.
var browserFlags = []chromedp.ExecAllocatorOption{
	chromedp.NoFirstRun,
	chromedp.NoDefaultBrowserCheck,
	chromedp.NoSandbox,
	chromedp.Headless,
	chromedp.DisableGPU,
	chromedp.Flag("disable-quic", true),
	chromedp.Flag("disable-background-networking", true),
	chromedp.Flag("disable-component-update", true),
	chromedp.Flag("disable-sync", true),
	chromedp.Flag("disable-default-apps", true),
	chromedp.Flag("disable-extensions", true),
	// Pages of the browser's own address bar, which take a third of the processor time even when nobody sees them.
	chromedp.Flag("disable-features", "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"),
	chromedp.Flag("disable-dev-shm-usage", true),
	chromedp.Flag("hide-scrollbars", true),
	chromedp.Flag("lang", "en"),
}

// startBrowser starts a browser with a profile of its own, which ends with the test. It skips the test
// unless HSMLAB_BROWSER names the browser, as make test and make bench do.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	name := os.Getenv("HSMLAB_BROWSER")
	if name == "" {
		t.Skip("set HSMLAB_BROWSER=chromium to run the browser tests, or use make test")
	}
	program, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("HSMLAB_BROWSER: %v", err)
	}
	options := append(slices.Clone(browserFlags), chromedp.ExecPath(program), chromedp.UserDataDir(t.TempDir()))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	// The browser lives as long as the context of its first action, which therefore has no deadline.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// tab is one browser tab. What goes wrong in it is collected, and fails the test at its end: console
// errors and warnings, uncaught exceptions, requests that fail, violations of the security policy.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	problems []string
}

// reportViolations runs in every document before its own scripts.
const reportViolations = `addEventListener("securitypolicyviolation", (e) =>
	console.error("security policy:", e.violatedDirective, e.blockedURI, e.sourceFile, e.lineNumber));`

// newTab opens a tab; parent is a browser or another tab, whose profile it shares.
func newTab(t *testing.T, parent context.Context) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent)
	b := &tab{t: t, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil { // opens the tab, which lives as long as this context
		t.Fatal(err)
	}
	b.do(chromedp.EmulateViewport(1440, 900))
	b.onNewDocument(reportViolations)
	heard := make(chan struct{})
	messages := chromedp.Console(ctx)
	go func() {
		defer close(heard)
		for message, err := range messages {
			if err != nil {
				return
			}
			b.hear(message)
		}
	}()
	t.Cleanup(func() {
		cancel()
		<-heard
		for _, problem := range b.problems {
			t.Errorf("in the browser: %s", problem)
		}
	})
	return b
}

func (b *tab) hear(message chromedp.ConsoleMessage) {
	switch message.Type {
	case chromedp.ConsoleError, chromedp.ConsoleWarning, chromedp.ConsoleException:
	default:
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = append(b.problems, fmt.Sprintf("%s: %s (%s:%d)", message.Type, message.Text, message.URL, message.Line+1))
}

// forgive waits for a problem with text in it and takes it out of the collected ones: a test that
// provokes a problem must see it.
func (b *tab) forgive(text string) {
	b.t.Helper()
	deadline := time.After(patience)
	for !b.takeOut(text) {
		select {
		case <-time.After(20 * time.Millisecond):
		case <-deadline:
			b.t.Fatalf("no problem with %q was seen; seen were %q", text, b.problems)
		}
	}
}

func (b *tab) takeOut(text string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	before := len(b.problems)
	b.problems = slices.DeleteFunc(b.problems, func(problem string) bool { return strings.Contains(problem, text) })
	return len(b.problems) < before
}

// do runs actions, each with its own deadline.
func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	for _, action := range actions {
		if err := b.try(action); err != nil {
			b.t.Fatal(err)
		}
	}
}

func (b *tab) try(action chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	return chromedp.Do(ctx, action)
}

// open loads an address and waits until its page is alive.
func (b *tab) open(url string) {
	b.t.Helper()
	b.do(chromedp.Navigate(url))
	b.waitAlive()
}

// waitAlive waits until the page's component has mounted: prerendered HTML looks the same before.
func (b *tab) waitAlive() {
	b.t.Helper()
	b.wait(`document.querySelector("[data-ready]") !== null && document.readyState === "complete"`)
}

// eval runs JavaScript in the page and decodes its value, awaited if it is a promise.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	value, err := tryEval[T](b, script)
	if err != nil {
		b.t.Fatalf("%s: %v", script, err)
	}
	return value
}

func tryEval[T any](b *tab, script string) (T, error) {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// wait polls a JavaScript condition, or a promise of one, until it holds, across navigations too.
func (b *tab) wait(condition string) {
	b.t.Helper()
	b.waitFor(condition, patience)
}

func (b *tab) waitFor(condition string, limit time.Duration) {
	b.t.Helper()
	deadline := time.After(limit)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		holds, err := tryEval[bool](b, "(async () => Boolean(await ("+condition+")))()")
		if err == nil && holds {
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			b.t.Fatalf("after %v this does not hold: %s (last error: %v)\n%s", limit, condition, err, b.describe())
		}
	}
}

// describe tells what the page shows, for messages of failed tests.
func (b *tab) describe() string {
	text, err := tryEval[string](b, `location.href + "\n" + document.body.innerText.slice(0, 2000)`)
	if err != nil {
		return err.Error()
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return text + "\n" + strings.Join(b.problems, "\n")
}

// paint makes the tab's system light or dark.
func (b *tab) paint(scheme string) {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{
				{Name: "prefers-color-scheme", Value: scheme},
				{Name: "prefers-reduced-motion", Value: "reduce"},
			},
		})
		return err
	}))
}

// violation is what axe reports.
type violation struct {
	ID     string
	Impact string
	Help   string
	Nodes  []struct{ HTML, FailureSummary string }
}

// checkAccessibility runs axe-core over the page as it stands.
func (b *tab) checkAccessibility(what string) {
	b.t.Helper()
	source, err := os.ReadFile(filepath.FromSlash("../../node_modules/axe-core/axe.min.js"))
	if err != nil {
		b.t.Fatalf("%v: run npm ci", err)
	}
	b.do(chromedp.Evaluate[chromedp.Void](string(source)))
	raw := eval[string](b, `axe.run(document, {resultTypes: ["violations"]}).then((r) => JSON.stringify(r.violations))`)
	var violations []violation
	if err := json.Unmarshal([]byte(raw), &violations); err != nil {
		b.t.Fatal(err)
	}
	for _, v := range violations {
		for _, node := range v.Nodes {
			b.t.Errorf("%s: axe %s (%s): %s\n%s\n%s", what, v.ID, v.Impact, v.Help, node.HTML, node.FailureSummary)
		}
	}
}

// picture keeps a screenshot in the folder that HSMLAB_PICTURES names, for people to look at.
func (b *tab) picture(name string) {
	b.t.Helper()
	dir := os.Getenv("HSMLAB_PICTURES")
	if dir == "" {
		return
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}
