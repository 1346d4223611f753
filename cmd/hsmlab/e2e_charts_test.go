package main_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// chartSays waits until the caption of a chart has a text that matches a regular expression.
func (b *tab) chartSays(id, pattern string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`/%s/.test(document.querySelector("#chart-%s figcaption")?.innerText ?? "")`, pattern, id))
}

// drawnAbove waits until the newest point of a chart's first line is above a value, in stored units.
func (b *tab) drawnAbove(id string, value int) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`window.labCharts?.drawing.charts.find((c) => c.id === %q).lines[0].at(-1) > %d`, id, value))
}

// painted tells whether a chart's canvas has anything on it.
const painted = `(() => { const c = document.querySelector('[data-chart="cpu"] canvas'); if (!c) return false;
	const copy = document.createElement("canvas"); [copy.width, copy.height] = [c.width, c.height];
	const ink = copy.getContext("2d", {willReadFrequently: true}); ink.drawImage(c, 0, 0);
	return ink.getImageData(0, 0, c.width, c.height).data.some((v) => v > 0); })()`

// TestChartsFollowTheModule heats the room, breaks a rail and takes the mains: the charts show it, in numbers, words
// and lines.
func TestChartsFollowTheModule(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath))
	b.promptBack("provider")
	if eval[bool](b, `performance.getEntriesByType("resource").some((e) => e.name.includes("uplot"))`) {
		t.Error("uPlot was loaded before anybody opened the charts")
	}
	b.click("#bench-charts")
	b.has("#bench-charts", "aria-pressed", "true")
	b.chartSays("cpu", `5\d\.\d °C`)
	b.chartSays("battery", `3\.16 V`)
	b.chartSays("logs", `0\.\d KiB`)
	b.wait(painted)

	b.terminal("provider")
	b.typeText("lab ambient 58; lab airflow none\n")
	b.promptBack("provider")
	b.click(`input[name="speed"][value="60"]`)
	b.chartSays("cpu", "slower|too hot")
	b.drawnAbove("cpu", 85_000)
	b.chartSays("cpu", `1\d\d\.\d °C[^]*too hot: error 1-5-2`)
	b.wait(`document.querySelector("#led-text") === null && document.querySelector('#chart-cpu').dataset.kind === "danger"`)
	b.click(`input[name="speed"][value="1"]`)

	b.terminal("provider")
	b.typeText("lab fault 1-3-4\n")
	b.chartSays("voltages", `pci_bus −1\d\.\d %[^]*out of range`)
	before := eval[int](b, `window.labCharts.times`)
	b.click("#undo")
	b.chartSays("voltages", `%\s*$`)
	b.wait(`window.labCharts.drawing.x.length < 5`) // the past begins anew
	if n := eval[int](b, `new Promise((done) => setTimeout(() => done(window.labCharts.times), 2000))`) - before; n > 20 {
		t.Errorf("drawn %d times within seconds", n)
	}
	b.click(".chart-table summary")
	b.wait(`[...document.querySelectorAll(".chart-table tbody tr")].some((r) => r.innerText.includes("voltage_t1022_core"))`)
	b.checkAccessibility("the charts")
}

// TestChartsOfTwoModules chooses the module whose values, lamp and button are on the bench.
func TestChartsOfTwoModules(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath + "?scenario=two-modules"))
	b.promptBack("provider")
	b.click("#bench-charts")
	b.terminal("provider")
	b.typeText("lab fault 1-1-1 --module 2\n")
	b.chartSays("battery", `3\.16 V`)
	b.click(`.module-pick .speed:last-of-type input`)
	b.chartSays("battery", `V\s+too (low|high): error 1-1-1`)
	b.drawnAbove("battery", 0)
	b.wait(painted)
	b.picture("charts-two-modules")
	b.click("#bench-charts")
	b.wait(`document.querySelector("#led-text").textContent.startsWith("red")`)
	b.picture("two-modules")
	b.click(`.module-pick .speed:first-of-type input`)
	b.wait(`document.querySelector("#led-text").textContent.startsWith("blue")`)
	b.checkAccessibility("two modules")
}

// TestChartsAtEverySize looks at the charts as people do: wide, in the drawer, on a phone.
func TestChartsAtEverySize(t *testing.T) {
	server := serveSite(t, buildSite(t, "/"))
	for _, scheme := range []string{"light", "dark"} {
		b := newTab(t, startBrowser(t))
		b.paint(scheme)
		b.open(server.address(labPath))
		b.promptBack("provider")
		b.click("#bench-charts")
		b.terminal("provider")
		b.typeText("lab ambient 55; lab airflow low; lab fault logs-safe; lab fault battery-low\n")
		b.promptBack("provider")
		b.click(`input[name="speed"][value="60"]`)
		b.drawnAbove("cpu", 86_000)
		b.click(`input[name="speed"][value="0"]`)
		b.checkAccessibility("charts, " + scheme)
		for _, size := range [][2]int64{{1440, 900}, {1024, 768}, {390, 844}} {
			b.do(chromedp.EmulateViewport(size[0], size[1]))
			switch size[0] {
			case 1024:
				if eval[bool](b, `document.querySelector(".lab").dataset.drawer !== "open"`) {
					b.click(".drawer-button")
				}
			case 390:
				b.click(`button[data-view="bench"]`)
			}
			b.wait(painted)
			b.wait(`[...document.querySelectorAll(".chart-plot")].every((p) => p.firstElementChild.offsetWidth <= p.clientWidth + 1)`)
			b.picture(fmt.Sprint("charts-", scheme, "-", size[0]))
		}
		b.do(chromedp.EmulateViewport(1440, 900))
	}
}
