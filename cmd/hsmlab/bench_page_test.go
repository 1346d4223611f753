package main_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/systeminfo"
	"github.com/chromedp/chromedp"

	"hsmlab/cmd/hsmlab/static"
)

// startScript notes, from within the page, when the first content was painted and when the first answer
// was there. answered is a function that is asked every 4 ms; it acts once the page can be acted on.
const startScript = `window.bench = {};
new PerformanceObserver((list) => {
	for (const e of list.getEntries()) if (e.name === "first-contentful-paint") bench.paint = e.startTime;
}).observe({type: "paint", buffered: true});
{
	const answered = %s;
	const timer = setInterval(() => {
		if (answered()) { bench.answer = performance.now(); clearInterval(timer); }
	}, 4);
}`

// commandAnswered types a command as soon as there is a prompt, and waits for the next prompt.
const commandAnswered = `() => {
	const handle = window.labTerms?.provider;
	if (!handle) return false;
	const prompts = handle.text().split("root@provider:~#").length - 1;
	if (!bench.typed && prompts === 1) { bench.typed = performance.now(); handle.term.input("hsmadmin status\r"); }
	return bench.typed && prompts === 2;
}`

// clickAnswered clicks the bare client's button until it counts.
const clickAnswered = `() => {
	const button = document.querySelector("button");
	if (!button || button.textContent !== "0") return Boolean(button);
	button.click();
	return false;
}`

// start is what one cold start took, in milliseconds; work is processor time of the page's process, which says more
// than the clock does on a machine that is busy with something else.
type start struct{ paint, answer, work float64 }

// benchStart loads the lab, the bare client as go-app delivers it, and the bare client as our boot.js starts it, which is
// quicker: cold, five times in turn, each time in a new browser with a new profile.
func benchStart(t *testing.T, lab, plain, bare static.Files) {
	const runs = 5
	labHost, plainHost, bareHost := serveSite(t, lab), serveSite(t, plain), serveSite(t, bare)
	var labs, plains, bares []start
	for range runs {
		plains = append(plains, coldStart(t, plainHost.address("/"), clickAnswered))
		bares = append(bares, coldStart(t, bareHost.address("/"), clickAnswered))
		labs = append(labs, coldStart(t, labHost.address(labPath), commandAnswered))
	}
	for _, value := range []struct {
		what string
		of   func(start) float64
		bar  float64
	}{
		{"cold first contentful paint", func(s start) float64 { return s.paint }, 1.1},
		{"cold first answer (command, click)", func(s start) float64 { return s.answer }, 1.6},
		{"  processor time until then", func(s start) float64 { return s.work }, 0},
	} {
		row(value.what, medianOf(labs, value.of), medianOf(plains, value.of), "ms", value.bar)
		row("  and bare with our boot.js", medianOf(labs, value.of), medianOf(bares, value.of), "ms", 0)
	}
}

func medianOf(starts []start, value func(start) float64) float64 {
	var values []float64
	for _, s := range starts {
		values = append(values, value(s))
	}
	return median(values)
}

func coldStart(t *testing.T, address, answered string) start {
	var s start
	t.Run("cold", func(t *testing.T) {
		b := newTab(t, startBrowser(t))
		b.onNewDocument(fmt.Sprintf(startScript, answered))
		b.do(chromedp.Navigate(address))
		b.wait(`bench.paint && bench.answer`)
		s.work = b.processorTime()
		s.paint, s.answer = eval[float64](b, `bench.paint`), eval[float64](b, `bench.answer`)
	})
	return s
}

// processorTime is what the busiest page process has used, in milliseconds.
func (b *tab) processorTime() float64 {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	info, err := chromedp.CallBrowser(ctx, systeminfo.GetProcessInfo, cdp.Empty{})
	if err != nil {
		b.t.Fatal(err)
	}
	var most float64
	for _, process := range info.ProcessInfo {
		if process.Type == "renderer" {
			most = max(most, 1000*process.CPUTime)
		}
	}
	return most
}

// lampScript compares, over ten seconds of an error code, the frames on which the lens changes its
// colour with the edges of the waveform. It answers with the differences in milliseconds and the length
// of a frame.
const lampScript = `(async () => {
	const frame = () => new Promise(requestAnimationFrame);
	const lens = document.querySelector('[data-lamp="lens"]');
	const set = hsmlab.lamp.set;
	let wave, zero;
	const started = new Promise((resolve) => {
		hsmlab.lamp.set = (json) => { // more than once, perhaps, before anybody hears of it
			wave = JSON.parse(json);
			zero = performance.now() - wave.since;
			set(json);
			if (wave.period > 0) resolve();
		};
	});
	labTerms.provider.term.input("lab fault 1-1-1\r");
	await started;
	let running = true;
	hsmlab.lamp.set = (json) => { running = false; set(json); };
	const edges = wave.edges.filter(([, colour], i) => colour !== wave.edges.at(i - 1)[1]).map(([at]) => at);
	const late = (at) => {
		const phase = (at - zero) % wave.period;
		return edges.flatMap((e) => [phase - e, phase - e - wave.period, phase - e + wave.period])
			.reduce((a, b) => (Math.abs(a) < Math.abs(b) ? a : b));
	};
	const differences = [], frames = [];
	const first = await frame();
	let colour = getComputedStyle(lens).color;
	for (let before = first, end = before + 10000, now; before < end && running; before = now) {
		now = await frame(); // the moment that the frame is for
		frames.push(now - before);
		const next = getComputedStyle(lens).color;
		if (next !== colour) differences.push(late(now));
		colour = next;
	}
	frames.sort((a, b) => a - b);
	return {differences, frame: frames[frames.length >> 1]};
})()`

// benchLamp prints how far the real lamp's edges are from the waveform.
func benchLamp(t *testing.T, lab static.Files) {
	t.Run("lamp", func(t *testing.T) {
		b := newTab(t, startBrowser(t))
		b.open(serveSite(t, lab).address(labPath))
		b.wait(`window.labTerms?.provider?.text().includes("root@provider:~#")`)
		got := eval[struct {
			Differences []float64 `json:"differences"`
			Frame       float64   `json:"frame"`
		}](b, lampScript)
		if len(got.Differences) == 0 {
			t.Fatal("the lamp did not change")
		}
		fmt.Printf("%-34s %9.1f ms median, %.1f ms p99 of %d; a frame is %.1f ms\n", "lamp edges after the waveform",
			median(got.Differences), quantile(got.Differences, 0.99), len(got.Differences), got.Frame)
	})
}
