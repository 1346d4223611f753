package main_test

import (
	"fmt"
	"testing"
)

// TestTwoWindows lets one window hold the recovery button while the other one types, and a trainer's fault appear in the
// learner's lab.
func TestTwoWindows(t *testing.T) {
	host := serveSite(t, buildSite(t, "/"))
	browser := startBrowser(t)
	learner, second := newTab(t, browser), newTab(t, browser)
	learner.open(host.address(labPath + "?clock=batch"))
	learner.terminal("provider")
	second.open(host.address("/second/"))
	second.wait(`document.documentElement.dataset.second === "free"`)
	second.checkAccessibility("the second window")

	second.click("#second-hold")
	second.wait(`document.querySelector("#second-hold").getAttribute("aria-pressed") === "true"`)
	learner.typeText("hsmadmin reset && lab wait 65\n")
	learner.promptBack("provider")
	second.click("#second-hold")
	second.wait(`document.querySelector("#second-hold").getAttribute("aria-pressed") === "false"`)
	learner.typeText("lab wait boot; hsmadmin status; lab state '.modules[0].image'\n")
	learner.wait(`labTerms.provider.text().includes('"recovery"')`)

	second.wait(`[...document.querySelector("#second-fault").options].some((o) => o.value === "1-1-1")`)
	eval[bool](second, `((document.querySelector("#second-fault").value = "1-1-1"), true)`)
	second.click("#second-inject")
	second.wait(`document.querySelector("#second-words").textContent.includes("1-1-1")`)
	learner.wait(`document.querySelector("#led-text").textContent.includes("1-1-1")`)
}

// TestASecondWindowOnlyHasHands sends what a second window may not send: it is refused with a reason, and the lab goes on.
func TestASecondWindowOnlyHasHands(t *testing.T) {
	host := serveSite(t, buildSite(t, "/"))
	browser := startBrowser(t)
	learner, second := newTab(t, browser), newTab(t, browser)
	learner.open(host.address(labPath))
	learner.terminal("provider")
	second.open(host.address("/second/"))
	second.wait(`document.documentElement.dataset.second === "free"`)
	for event, want := range map[string]string{
		`{"kind":"file","event":{"host":"provider","user":"root","op":"put","path":"/root/x"}}`: "hands and faults only",
		`{"kind":"press","event":{"target":"nothing","control":"recovery"}}`:                    "nothing",
		`{"kind":`: "unexpected",
	} {
		second.wait(fmt.Sprintf(`new Promise((done) => {
			const c = new BroadcastChannel("hsmlab-second"), id = "test" + Math.random();
			c.onmessage = ({ data }) => data.id === id && data.json && (c.close(), done(data.json.includes(%[2]s)));
			c.postMessage({ lab: "free", id, ask: "event", text: %[1]s });
		})`, quoteJS(event), quoteJS(want)))
	}
	learner.typeText("ls /root/x\n")
	learner.wait(`labTerms.provider.text().includes("No such file")`)
}
