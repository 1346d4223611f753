package main_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
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

type start struct{ paint, answer float64 }

// benchStart loads both cold five times in turn, each time in a new browser with a new profile.
func benchStart(t *testing.T, lab, bare static.Files) {
	const runs = 5
	labHost, bareHost := serveSite(t, lab), serveSite(t, bare)
	var labPaint, labAnswer, barePaint, bareAnswer []float64
	for range runs {
		b := coldStart(t, bareHost.address("/"), clickAnswered)
		l := coldStart(t, labHost.address(labPath), commandAnswered)
		barePaint, bareAnswer = append(barePaint, b.paint), append(bareAnswer, b.answer)
		labPaint, labAnswer = append(labPaint, l.paint), append(labAnswer, l.answer)
	}
	row("cold first contentful paint", median(labPaint), median(barePaint), "ms", 1.1)
	row("cold first answer (command, click)", median(labAnswer), median(bareAnswer), "ms", 1.6)
}

func coldStart(t *testing.T, address, answered string) start {
	var s start
	t.Run("cold", func(t *testing.T) {
		b := newTab(t, startBrowser(t))
		b.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument,
				page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(startScript, answered)})
			return err
		}))
		b.do(chromedp.Navigate(address))
		b.wait(`bench.paint && bench.answer`)
		s.paint, s.answer = eval[float64](b, `bench.paint`), eval[float64](b, `bench.answer`)
	})
	return s
}

// lampScript compares, over ten seconds of an error code, the frames on which the lens changes its
// colour with the edges of the waveform. It answers with the differences in milliseconds and the length
// of a frame.
const lampScript = `(async () => {
	const frame = () => new Promise(requestAnimationFrame);
	const lens = document.querySelector('[data-lamp="lens"]');
	const set = hsmlab.lamp.set;
	const started = new Promise((resolve) => {
		hsmlab.lamp.set = (json) => {
			const wave = JSON.parse(json), zero = performance.now() - wave.since;
			set(json);
			if (wave.period > 0) resolve({wave, zero});
		};
	});
	labTerms.provider.term.input("lab fault 1-1-1\r");
	const {wave, zero} = await started;
	let running = true;
	hsmlab.lamp.set = (json) => { running = false; set(json); };
	const edges = wave.edges.filter(([, colour], i) => colour !== wave.edges.at(i - 1)[1]).map(([at]) => at);
	const late = (at) => {
		const phase = (at - zero) % wave.period;
		return edges.flatMap((e) => [phase - e, phase - e - wave.period, phase - e + wave.period])
			.reduce((a, b) => (Math.abs(a) < Math.abs(b) ? a : b));
	};
	const differences = [], frames = [];
	await frame();
	let colour = getComputedStyle(lens).color;
	for (let before = performance.now(), end = before + 10000, now; before < end && running; before = now) {
		await frame();
		now = performance.now();
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
