package main_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"hsmlab/lessons/morse"
	"hsmlab/sim/led"
)

// morsePath is the trainer for status lamps; the seed makes its codes known to the tests.
const morsePath = "/morse/?seed=11&product="

// morseSlugs are the products as addresses name them.
var morseSlugs = []struct {
	slug    string
	product led.Product
}{{"5s", led.Shield5s}, {"solo", led.SoloPlus}, {"solo-xc", led.SoloXC}}

// lampColours are the lamp's colours as browsers compute them.
var lampColours = map[string]led.Colour{"rgb(57, 66, 75)": led.Dark, "rgb(255, 74, 61)": led.Red, "rgb(61, 132, 255)": led.Blue}

// readLamp pauses the animation of the lens, steps through one round in the middle of every unit and returns what
// the computed styles show.
func (b *tab) readLamp(unit time.Duration) led.Waveform {
	b.t.Helper()
	seen := eval[struct {
		Period float64
		Styles []string
	}](b, fmt.Sprintf(`(() => {
		const lens = document.querySelector('[data-lamp="lens"]');
		const [animation] = lens.getAnimations();
		animation.pause();
		const Period = animation.effect.getTiming().duration, Styles = [];
		for (let at = %[1]d / 2; at < Period; at += %[1]d) {
			animation.currentTime = at;
			Styles.push(getComputedStyle(lens).color);
		}
		return {Period, Styles};
	})()`, unit.Milliseconds()))
	w := led.Waveform{Period: time.Duration(seen.Period) * time.Millisecond}
	for i, style := range seen.Styles {
		colour, ok := lampColours[style]
		if !ok {
			b.t.Fatalf("the lamp is %s", style)
		}
		if n := len(w.Edges); n == 0 || w.Edges[n-1].Colour != colour {
			w.Edges = append(w.Edges, led.Edge{At: time.Duration(i) * unit, Colour: colour})
		}
	}
	return w
}

// TestTheLampBlinksTheCode decodes the Morse of a code of each product from what the browser paints.
func TestTheLampBlinksTheCode(t *testing.T) {
	browser := startBrowser(t)
	h := serveSite(t, buildSite(t, "/"))
	for _, m := range morseSlugs {
		b := newTab(t, browser)
		b.open(h.address(morsePath + m.slug))
		signal := morse.New(m.product, 11, morse.Record{}).Next().Signal
		painted, want := b.readLamp(led.Unit), signal.Waveform(led.Unit)
		code, ok := painted.Decode(led.Unit)
		if wanted, _ := want.Decode(led.Unit); !ok || code != wanted || code != signal.Code {
			t.Errorf("%s: the lamp says %q, want %q", m.slug, code, wanted)
		}
		if painted.Edges[0].Colour != signal.Colour {
			t.Errorf("%s: the lamp is %s, want %s", m.slug, painted.Edges[0].Colour, signal.Colour)
		}
		b.chartShows(want)
	}
}

// chartShows compares what the strip chart drew last, from the beginning of the signal on, with a waveform.
func (b *tab) chartShows(want led.Waveform) {
	b.t.Helper()
	b.wait(`window.labStrip?.spans.length > 3`)
	spans := eval[[]struct {
		At     float64
		Colour led.Colour
	}](b, `window.labStrip.spans.map(([At, Colour]) => ({At, Colour}))`)
	for _, s := range spans {
		at := time.Duration((s.At - spans[0].At) * float64(time.Millisecond))
		if got := want.At(at + time.Millisecond); got != s.Colour || want.At(at-time.Millisecond) == s.Colour && at > 0 {
			b.t.Errorf("the chart turns %s after %v, where the lamp shows %s", s.Colour, at, got)
		}
	}
}

// choose checks the radio button with that value, by keys, and submits.
func (b *tab) chooseByKeys(value string) {
	b.t.Helper()
	down := key{name: "ArrowDown", code: "ArrowDown", virtual: 40}
	b.wait(`document.activeElement.name === "morse-choice"`)
	b.press(keySpace)
	for range 8 {
		if eval[string](b, `document.querySelector('[name="morse-choice"]:checked')?.value ?? ""`) == value {
			b.press(keyEnter)
			return
		}
		b.press(down)
	}
	b.t.Fatalf("no choice %q", value)
}

// TestARoundOfTheTrainerByKeyboard reads a code, looks up, chooses; misses the next one; what was missed is kept and
// comes back after two rounds.
func TestARoundOfTheTrainerByKeyboard(t *testing.T) {
	b := newTab(t, startBrowser(t))
	h := serveSite(t, buildSite(t, "/"))
	b.open(h.address(morsePath + "solo-xc"))
	series := morse.New(led.SoloXC, 11, morse.Record{})
	for range 40 {
		if eval[string](b, `document.activeElement.id`) == "morse-code" {
			break
		}
		b.press(keyTab)
	}
	for n := range 4 {
		r := series.Next()
		b.wait(fmt.Sprintf(`document.activeElement.id === "morse-code" && document.querySelector("#morse-state").textContent.startsWith("Code %d, blue")`, n+1))
		if r.Again != (n == 3) {
			t.Errorf("round %d: %+v", n, r)
		}
		if n == 0 {
			r.Answer("nonsense")
			b.typeText("nonsense")
			b.press(keyEnter)
			b.wait(`document.querySelector("#morse-said").textContent.startsWith("Not nonsense. Look again")`)
		}
		r.Answer(r.Signal.Code)
		b.typeText(r.Signal.Code)
		b.press(keyEnter)
		b.wait(fmt.Sprintf(`document.querySelector("#morse-question").textContent.includes("SOS-%s mean")`, r.Signal.Code))
		if n == 0 {
			b.checkAccessibility("the choice of meanings")
		}
		r.Answer(r.Signal.Meaning())
		b.chooseByKeys(r.Signal.Meaning())
		b.wait(`document.querySelector("#morse-question").textContent.includes("do about it")`)
		r.Answer(r.RightActions()[0])
		b.chooseByKeys(r.RightActions()[0])
		b.wait(fmt.Sprintf(`document.querySelector("#morse-question").textContent === "SOS-%s: %d of 3 marks"`, r.Signal.Code, r.Marks))
		b.wait(`document.activeElement.id === "morse-next"`)
		series.End(r)
		b.press(keyEnter)
	}
	b.wait(`document.querySelector("#morse-marks").textContent === "11 of 12"`)
	if missed := series.Record.Missed; len(missed) != 1 || eval[string](b, `document.querySelector("#morse-missed").textContent`) != missed[0].Code {
		t.Errorf("missed: %+v", missed)
	}

	b.open(h.address(morsePath + "solo-xc")) // what is kept outlives the page
	again := morse.New(led.SoloXC, 11, series.Record).Next()
	b.wait(`document.querySelector("#morse-marks").textContent === "11 of 12"`)
	b.click("#morse-decode")
	b.wait(fmt.Sprintf(`document.querySelector("#morse-help").textContent === %q`, again.Signal.Morse()))
	b.click("#morse-tell")
	b.wait(fmt.Sprintf(`document.querySelector("#morse-said").textContent.startsWith("It is SOS-%s")`, again.Signal.Code))
	b.click("#morse-forget")
	b.wait(`document.querySelector("#morse-missed").textContent === "none"`)
}

// period waits until a round of the lamp lasts that long.
func (b *tab) period(want time.Duration) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`document.querySelector('[data-lamp="lens"]').getAnimations()[0]?.effect.getTiming().duration === %d`, want.Milliseconds()))
}

// setSlider moves the length of a dot.
func (b *tab) setSlider(ms int) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => { const s = document.querySelector("#morse-unit"); s.value = %d;
		s.dispatchEvent(new Event("input", {bubbles: true})); })()`, ms)))
}

// TestTheLargeLampIsNeverFast takes the shortest dot: the small lamp plays it, on an area below the limit of WCAG
// 2.3.1; the large one flashes 2.5 times a second at most. Slow motion is slower than the dot says, never faster.
func TestTheLargeLampIsNeverFast(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(morsePath + "5s"))
	signal := morse.New(led.Shield5s, 11, morse.Record{}).Next().Signal
	b.period(signal.Waveform(led.Unit).Period)
	b.setSlider(60)
	b.period(signal.Waveform(60 * time.Millisecond).Period)
	b.wait(`document.querySelector("#morse-note").textContent.includes("170 ms")`)
	if area := eval[float64](b, `(() => { const r = document.querySelector(".glow").getBoundingClientRect(); return r.width * r.height; })()`); area > 21_824 {
		t.Errorf("the small lamp takes %.0f px² with its glow", area)
	}
	b.click("#morse-large")
	b.has("#morse-large", "aria-pressed", "true")
	b.period(signal.Waveform(200 * time.Millisecond).Period)
	b.setSlider(60)
	b.period(signal.Waveform(200 * time.Millisecond).Period)
	b.wait(`document.querySelector("#morse-unit").min === "200" && document.querySelector("#morse-unit-is").textContent === "200 ms"`)
	for _, times := range []int{2, 4, 1} {
		b.click(fmt.Sprintf(`[name="morse-slow"][value="%d"]`, times))
		b.period(signal.Waveform(time.Duration(times) * 200 * time.Millisecond).Period)
	}
}

// saves clicks a button and returns the file that the page offers to save; watchFiles must have been called.
func (b *tab) saves(button string) string {
	b.t.Helper()
	n := eval[int](b, `saved.length`)
	b.click(button)
	b.wait(fmt.Sprintf(`saved.length > %d`, n))
	return eval[string](b, `saved.at(-1).text()`)
}

// TestTheTrainerForEarsHandsAndPaper has the lamp as sound, vibration, text and files, pauses all of it, and asks for
// less motion.
func TestTheTrainerForEarsHandsAndPaper(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(morsePath + "5s"))
	b.watchFiles()
	signal := morse.New(led.Shield5s, 11, morse.Record{}).Next().Signal
	w := signal.Waveform(led.Unit)
	b.wait(`window.labMorse?.sound === 0`)
	for _, sense := range []string{"sound", "vibration"} {
		b.click(fmt.Sprintf(`[data-morse=%q]`, sense))
		b.wait(fmt.Sprintf(`window.labMorse.%s > 2`, sense))
	}
	b.click("#morse-pause")
	b.wait(`document.querySelector('[data-lamp="lens"]').getAnimations()[0].playState === "paused" && hsmlab.lamp.held()`)
	if moved := eval[bool](b, `(async () => { const before = JSON.stringify([window.labStrip.to, window.labMorse, hsmlab.lamp.clock()]);
		for (let i = 0; i < 40; i++) await new Promise(requestAnimationFrame);
		return before !== JSON.stringify([window.labStrip.to, window.labMorse, hsmlab.lamp.clock()]); })()`); moved {
		t.Error("chart, sound or vibration go on while the lamp is paused")
	}
	text := eval[string](b, `document.querySelector("#morse-words").textContent`)
	if n := strings.Count(text, string(signal.Colour)); n != strings.Count(signal.Morse(), ".")+strings.Count(signal.Morse(), "-") {
		t.Errorf("%s in words: %q", signal.Code, text)
	}
	edges := w.Trace(0, 2*w.Period, 1000)
	if got, want := b.saves("#trace-vcd"), string(led.VCD("nShield 5s", edges, 2*w.Period)); got != want {
		t.Errorf("VCD: got\n%s\nwant\n%s", got, want)
	}
	if got, want := b.saves("#trace-text"), led.List(edges); got != want {
		t.Errorf("text: got\n%s\nwant\n%s", got, want)
	}
	b.paint("light") // which asks for less motion
	b.wait(`document.querySelector('[data-lamp="lens"]').getAnimations().length === 0 && window.labStrip.moving === false`)
	b.checkAccessibility("the trainer")
}

// TestTheBenchHasAStripChart breaks the module: lamp and chart show the code, pause together, and the last minute can
// be read and saved.
func TestTheBenchHasAStripChart(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath))
	b.watchFiles()
	b.promptBack("provider")
	b.terminal("provider")
	b.typeText("lab fault 1-2-3\n")
	b.wait(`[...document.querySelectorAll("#lamp-past li")].at(-1)?.textContent.includes("red, Morse 1-2-3")`)
	b.wait(`window.labStrip?.spans.filter(([, colour]) => colour === "red").length > 4`)
	b.click("#lamp-pause")
	b.wait(`hsmlab.lamp.held()`)
	code, ok := b.readLamp(led.Unit).Decode(led.Unit)
	if !ok || code != "1-2-3" {
		t.Errorf("the lamp says %q", code)
	}
	b.click(".lamp-strip summary")
	if got := b.saves("#trace-text"); !strings.Contains(got, "s  red\n") || !strings.Contains(got, "s  blue\n") {
		t.Errorf("text: got\n%s", got)
	}
	if got := b.saves("#trace-vcd"); !strings.HasPrefix(got, "$version hsmlab $end\n$comment status LED of ") {
		t.Errorf("VCD: got\n%s", got)
	}
	b.checkAccessibility("the bench with its chart")
}
