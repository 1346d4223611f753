package main_test

import (
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

// windowSizes are those that every page is looked at in: wide, small, a phone.
var windowSizes = [][2]int64{{1440, 900}, {1024, 768}, {390, 844}}

// smallControls lists the controls in an element that a finger does not hit: less than 24 px. Links in running text
// may be as low as their line (WCAG 2.5.8).
func smallControls(in string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%q)].filter((e) => {
		const hit = e.closest("label")?.getBoundingClientRect() ?? e.getBoundingClientRect();
		return e.checkVisibility({visibilityProperty: true}) && !e.closest(".xterm, .sr") && (hit.width < 24 || hit.height < 24);
	})`, in+" :is(button, select, summary, input, textarea, nav a, a.btn)")
}

// everySize runs axe over the page as it stands, and in each size of the window it takes a picture and finds controls that
// are too small and what runs out of the window.
func (b *tab) everySize(name string) {
	b.t.Helper()
	b.checkAccessibility(name)
	for _, size := range windowSizes {
		b.do(chromedp.EmulateViewport(size[0], size[1]))
		b.picture(fmt.Sprint(name, "-", size[0]))
		if small := eval[[]string](b, smallControls("body")+`.map((e) => e.outerHTML.slice(0, 120) + " " + JSON.stringify(e.getBoundingClientRect()))`); len(small) > 0 {
			b.t.Errorf("%s: smaller than 24 px at %d px: %s", name, size[0], strings.Join(small, "\n"))
		}
		if wide := eval[float64](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
			b.t.Errorf("%s: %v px run out of the window of %d px", name, wide, size[0])
		}
	}
}
