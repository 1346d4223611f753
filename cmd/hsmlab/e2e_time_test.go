package main_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// labSeconds is the lab's clock as the bar shows it, in seconds of the day.
const labSeconds = `document.querySelector("#lab-time").textContent.split(":").reduce((sum, part) => 60 * sum + Number(part), 0)`

// TestTimeObeysTheDial pauses, hurries and skips: the clock stands while it is paused, a reboot takes a moment at 60×, and
// skipping goes to what happens next.
func TestTimeObeysTheDial(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath))
	b.terminal("provider")
	b.click(`input[name="speed"][value="0"]`)
	b.click(".xterm")
	before := eval[float64](b, labSeconds)
	b.typeText("echo typed while it stands\n")
	b.terminalSays("provider", "typed while it stands\n")
	if now := eval[float64](b, labSeconds); now > before+1 {
		t.Errorf("the clock went on by %v s while time was paused", now-before)
	}
	b.click(`input[name="speed"][value="60"]`)
	b.click(".xterm")
	b.typeText("hsmadmin reset; lab wait boot; hsmadmin status --json | jq -r '.[0].mode'\n")
	b.wait(labSeconds + ` > 8 * 3600 + 30`)
	b.promptBack("provider")
	b.click(`input[name="speed"][value="0"]`)
	b.click(".xterm")
	b.typeText("sleep 3600\n")
	b.wait(`document.querySelector("#banner-paused")`) // a command waits, and nobody would know why
	b.click("#skip-time")
	b.promptBack("provider")
	b.wait(`!document.querySelector("#banner-paused")`)
	b.wait(labSeconds + ` >= 9 * 3600`)
}

// TestTimeIsKept lets time pass without any event, reloads, and kills the tab: both times the lab comes back no more than
// a few seconds earlier.
func TestTimeIsKept(t *testing.T) {
	browser := startBrowser(t)
	h := serveSite(t, buildSite(t, "/"))
	b := newTab(t, browser)
	b.open(h.address(labPath))
	b.terminal("provider")
	b.typeText("touch kept\n")
	b.promptBack("provider")
	b.click(`input[name="speed"][value="60"]`)
	b.wait(labSeconds + ` > 8 * 3600 + 120`)
	b.click(`input[name="speed"][value="0"]`)
	at := eval[float64](b, labSeconds)
	b.do(chromedp.Reload())
	b.waitAlive()
	b.promptBack("provider")
	if now := eval[float64](b, labSeconds); now < at-1 {
		t.Errorf("reloaded at %v s, came back at %v s", at, now)
	}
	b.click(`input[name="speed"][value="60"]`)
	b.wait(labSeconds + ` > 8 * 3600 + 660`) // some nine seconds at 60×: the first five were kept at the latest
	b.kill()
	again := newTab(t, browser)
	again.open(h.address(labPath))
	again.promptBack("provider")
	if now := eval[float64](again, labSeconds); now < 8*3600+660-6*60 {
		t.Errorf("killed at 08:11, came back %v s after eight", now-8*3600)
	}
}
