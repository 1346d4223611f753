package main_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"hsmlab/cmd/hsmlab/static"
)

// TestEveryPageComesAliveWithoutProblems looks at every page, and at the trainer with the lamp of every product, with
// all that can be unfolded unfolded.
func TestEveryPageComesAliveWithoutProblems(t *testing.T) {
	browser := startBrowser(t)
	server := serveSite(t, buildSite(t, "/"))
	paths := pagePaths()
	for _, m := range morseSlugs {
		paths = append(paths, morsePath+m.slug)
	}
	for _, scheme := range []string{"light", "dark"} {
		for _, path := range paths {
			t.Run(scheme+path, func(t *testing.T) {
				t.Parallel()
				b := newTab(t, browser)
				b.paint(scheme)
				b.open(server.address(path))
				eval[bool](b, `document.querySelectorAll("details").forEach((d) => { d.open = true; }) === undefined`)
				b.everySize(scheme + regexp.MustCompile("[^a-z0-9]+").ReplaceAllString(path, "-"))
			})
		}
	}
}

func TestEveryPageIsReadableWithoutTheClient(t *testing.T) {
	browser := startBrowser(t)
	site := maps.Clone(buildSite(t, "/"))
	maps.DeleteFunc(site, func(name string, _ []byte) bool { return strings.HasPrefix(name, "immutable/") })
	server := serveSite(t, site)
	for _, path := range samplePaths(t) {
		b := newTab(t, browser)
		b.do(chromedp.Navigate(server.address(path)))
		b.wait(`document.documentElement.dataset.wasm === "failed"`)
		if text := eval[string](b, `document.querySelector("#app-wasm-loader").innerText`); !strings.Contains(text, "could not start") {
			t.Errorf("%s: the page says %q, want that the lab could not start", path, text)
		}
		if seen := eval[bool](b, `(() => { const r = document.querySelector("h1").getBoundingClientRect();
			return document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)?.closest("h1") !== null; })()`); !seen {
			t.Errorf("%s: the heading is covered", path)
		}
		b.forgive("Failed to load resource")
		b.forgive("starting the lab failed")
	}
}

// placesScript notes where everything with a name that can be seen stands as soon as the page has been parsed, and tells
// later what stands elsewhere by then. The browser itself sees no shift in a page whose elements go-app replaces, all at once.
const placesScript = `addEventListener("DOMContentLoaded", () => {
	const places = () => new Map([...document.querySelectorAll("h1, h2, main, [id]")].filter((e) => e.checkVisibility())
		.map((e) => [e.tagName + "#" + e.id, e.getBoundingClientRect()]).filter(([, r]) => r.width > 0 && r.height > 0));
	const before = places();
	window.moved = () => {
		const after = places();
		return [...before].filter(([name, was]) => after.has(name) && was.top < innerHeight).map(([name, was]) => {
			const [dx, dy] = [after.get(name).x - was.x, after.get(name).y - was.y].map(Math.round);
			return dx || dy ? name + " by " + dx + ", " + dy : "";
		}).filter(Boolean);
	};
});`

// TestPagesKeepTheirPlacesWhenTheyComeAlive finds what moves when the client takes a page over, and later. Shifts below
// 0.002 of the window, a fiftieth of what counts as bad, are those of text that is drawn anew on a busy machine.
func TestPagesKeepTheirPlacesWhenTheyComeAlive(t *testing.T) {
	browser := startBrowser(t)
	server := serveSite(t, buildSite(t, "/"))
	for _, path := range samplePaths(t) {
		t.Run(path, func(t *testing.T) {
			b := newTab(t, browser)
			b.onNewDocument(placesScript)
			b.open(server.address(path))
			shifts := eval[[]string](b, `new Promise((resolve) => {
				const found = [];
				const parsed = performance.getEntriesByType("navigation")[0].domContentLoadedEventStart; // until then it grows
				new PerformanceObserver((list) => {
					for (const e of list.getEntries()) {
						if (e.value < 0.002 || e.startTime < parsed) continue;
						found.push(e.value.toFixed(4) + " by " + e.sources.map((s) => s.node?.outerHTML?.slice(0, 80) ?? "a removed element").join(", "));
					}
				}).observe({type: "layout-shift", buffered: true});
				setTimeout(() => resolve(found.concat(moved())), 500);
			})`)
			if len(shifts) > 0 {
				t.Errorf("the layout shifts: %q", shifts)
			}
		})
	}
}

// onNewDocument runs a script before those of every page that the tab opens from now on.
func (b *tab) onNewDocument(script string) {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	}))
}

func TestUnknownAddress(t *testing.T) {
	browser := startBrowser(t)
	server := serveSite(t, buildSite(t, "/"))
	b := newTab(t, browser)
	b.do(chromedp.Navigate(server.address("/no/such/page/")))
	if got, want := eval[string](b, `document.querySelector("h1").innerText`), "There is no page here"; got != want {
		t.Errorf("heading: got %q, want %q", got, want)
	}
	b.checkAccessibility("404.html")
	b.forgive("Failed to load resource")
}

// waitInstalled waits until the worker is in charge of the page and its cache is full.
func (b *tab) waitInstalled() {
	b.t.Helper()
	b.wait(`navigator.serviceWorker.controller?.state === "activated"`)
}

func TestWithoutNetworkAfterTheFirstVisit(t *testing.T) {
	browser := startBrowser(t)
	for _, base := range []string{"/", "/sub/lab/"} {
		t.Run(base, func(t *testing.T) {
			server := serveSite(t, buildSite(t, base))
			b := newTab(t, browser)
			b.open(server.address(startPath))
			b.waitInstalled()
			server.down.Store(true)
			for _, path := range pagePaths() {
				if status := eval[int](b, fmt.Sprintf(`fetch(%q).then((r) => r.status)`, server.address(path))); status != 200 {
					t.Errorf("%s: status %d", path, status)
				}
			}
			for _, path := range append(samplePaths(t), "/lab", "/?seed=3") {
				b.open(server.address(path))
			}
			b.do(chromedp.Navigate(server.address("/no/such/page/")))
			if got, want := eval[string](b, `document.querySelector("h1").innerText`), "There is no page here"; got != want {
				t.Errorf("unknown page: got heading %q, want %q", got, want)
			}
		})
	}
}

func TestBelowAPath(t *testing.T) {
	browser := startBrowser(t)
	server := serveSite(t, buildSite(t, "/sub/lab/"))
	for _, path := range samplePaths(t) {
		t.Run(path, func(t *testing.T) {
			b := newTab(t, browser)
			b.open(server.address(path))
			outside := eval[[]string](b, `[...document.querySelectorAll("a[href], [src]")]
				.map((e) => e.href?.baseVal ?? e.href ?? e.src)
				.filter((u) => u.startsWith(location.origin) && !new URL(u).pathname.startsWith("/sub/lab/"))`)
			if len(outside) > 0 {
				t.Errorf("leads outside of the site: %q", outside)
			}
		})
	}
}

// nextVersion is the site after a release that changed the start page.
func nextVersion(t *testing.T, site static.Files) static.Files {
	t.Helper()
	next := maps.Clone(site)
	version := regexp.MustCompile(`const version = "[0-9a-f]{16}"`)
	next["app-worker.js"] = version.ReplaceAll(site["app-worker.js"], []byte(`const version = "fedcba9876543210"`))
	next["index.html"] = bytes.Replace(site["index.html"], []byte(`<html lang="en">`), []byte(`<html lang="en" data-release="2">`), 1)
	if bytes.Equal(next["app-worker.js"], site["app-worker.js"]) || bytes.Equal(next["index.html"], site["index.html"]) {
		t.Fatal("the next version is the same as this one")
	}
	return next
}

func TestNewVersionWaitsUntilItIsTaken(t *testing.T) {
	browser := startBrowser(t)
	site := buildSite(t, "/")
	server := serveSite(t, site)
	b := newTab(t, browser)
	b.open(server.address(startPath))
	b.waitInstalled()
	release := func() string { return eval[string](b, `document.documentElement.dataset.release ?? "1"`) }

	server.release(t, nextVersion(t, site))
	b.do(chromedp.Evaluate[chromedp.Void](`navigator.serviceWorker.ready.then((r) => r.update())`, chromedp.EvalAwaitPromise))
	b.wait(`hsmlabUpdate.ready()`)
	b.do(chromedp.Reload())
	b.waitAlive()
	if got := release(); got != "1" {
		t.Errorf("after a plain reload release %s is shown, want the old one", got)
	}
	b.wait(`hsmlabUpdate.ready()`)

	other := newTab(t, b.ctx)
	other.open(server.address(labPath))
	other.wait(`hsmlabUpdate.ready()`)
	other.do(chromedp.Evaluate[chromedp.Void](`addEventListener("hsmlab-update-taken", () => { window.told = true; })`))
	b.do(chromedp.Evaluate[chromedp.Void](`hsmlabUpdate.apply()`))
	b.waitFor(`document.documentElement.dataset.release === "2"`, 2*patience)
	b.waitAlive()
	if eval[bool](b, `hsmlabUpdate.ready()`) {
		t.Error("the new version runs and still says that it waits")
	}
	other.wait(`window.told`)
	if kept := eval[[]string](b, `caches.keys()`); len(kept) != 1 || !strings.HasSuffix(kept[0], "fedcba9876543210") {
		t.Errorf("caches: got %q, want only the new version's", kept)
	}
}
