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

// takeItem takes an item of a list, as people do.
func (b *tab) takeItem(list, value string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`[...document.querySelector(%q).options].some((o) => o.value === %q)`, list, value))
	eval[bool](b, fmt.Sprintf(`(() => { const s = document.querySelector(%q); s.value = %q;
		return s.dispatchEvent(new Event("change", {bubbles: true})); })()`, list, value))
}

// console opens a lab in a situation, and a second window beside it.
func console(t *testing.T, scenario, owner string) (learner, second *tab) {
	t.Helper()
	host := serveSite(t, buildSite(t, "/"))
	browser := startBrowser(t)
	learner, second = newTab(t, browser), newTab(t, browser)
	learner.open(host.address(labPath + "?scenario=" + scenario))
	learner.terminal(owner)
	second.open(host.address("/second/"))
	second.wait(`document.documentElement.dataset.second === "free"`)
	return learner, second
}

// TestSecondWindowNamesWhoHasAFault makes an error of one VCM among five, and one of a tenant's computer.
func TestSecondWindowNamesWhoHasAFault(t *testing.T) {
	learner, second := console(t, "five-tenants", "provider")
	second.takeItem("#second-fault", "1-1-1")
	second.wait(`document.querySelector("#second-value-field").hidden`)
	second.takeItem("#second-fault", "OLC")
	second.said("#second-value-label", "VCM")
	uuid := eval[string](second, `[...document.querySelector("#second-value").options].find((o) => o.text.startsWith("signing")).value`)
	second.takeItem("#second-value", uuid)
	second.click("#second-inject")
	second.said("#second-log li:not([data-failed=true])", "OLC of signing")
	learner.typed("provider", `lab state -r '.modules[0].vcms[] | select(.mode == "error") | .name'`, "signing\n")

	second.takeItem("#second-fault", "host hardserver-internal")
	second.said("#second-value-label", "Computer")
	second.takeItem("#second-value", "tenant-b")
	second.click("#second-inject")
	second.said("#second-log", "of tenant-b")
	learner.typed("tenant-b", "enquiry", "ServerNotRunning")
	for _, scheme := range []string{"light", "dark"} {
		second.paint(scheme)
		second.everySize("second-console-" + scheme)
	}
}

// TestSecondWindowMakesATamperEvent chooses the second meaning of T.
func TestSecondWindowMakesATamperEvent(t *testing.T) {
	learner, second := console(t, "solo-xc", "provider")
	second.takeItem("#second-fault", "T tamper")
	second.click("#second-inject")
	second.said("#second-words", "Soft temperature tamper")
	learner.typed("provider", `lab state -c '.modules[0] | [.faults, .solo.tampered]'`, `[["T"],true]`)
}

// TestSecondWindowPausesTheLamp stops what moves by itself, tells why a fast lab has a slow lamp, and keeps the focus
// where it is when the lab tells its news.
func TestSecondWindowPausesTheLamp(t *testing.T) {
	learner, second := console(t, "default", "provider")
	second.wait(`document.querySelector("#second-pause").hidden`)
	second.takeItem("#second-fault", "1-2-3")
	second.click("#second-inject")
	const playing = `document.querySelector('[data-lamp="lens"]').getAnimations()[0]?.playState`
	second.wait(playing + ` === "running" && !document.querySelector("#second-pause").hidden`)
	second.click("#second-pause")
	second.wait(playing + ` === "paused" && document.querySelector("#second-pause").ariaLabel === "Let the lamp play"`)
	learner.click(`input[name="speed"][value="60"]`)
	second.wait(`!document.querySelector("#second-note").hidden`)
	second.said("#second-said", "1-2-3")
	second.wait(playing + ` === "paused"`)
	second.click("#second-pause")
	second.wait(playing + ` === "running"`)
	learner.click(`input[name="speed"][value="0"]`)
	second.wait(playing + ` === "paused" && document.querySelector("#second-note").hidden`)

	eval[bool](second, `document.querySelector("#second-hosts button").focus() === undefined`)
	second.press(keySpace)
	second.wait(`document.activeElement.ariaChecked === "false" && document.activeElement.parentElement.id === "second-hosts"`)
}

// TestSecondWindowOfOtherRooms has a unit in a rack, with a lamp of its own and two meanings of T, and a room in which
// nothing can fail.
func TestSecondWindowOfOtherRooms(t *testing.T) {
	learner, second := console(t, "network-hsm", "client")
	second.said("#second-faults", "No fault is at work")
	second.takeItem("#second-fault", "psu-2")
	second.click("#second-inject")
	second.said("#second-faults", "PSU 2 failed")
	unit := eval[string](second, `[...document.querySelector("#second-thing").options].find((o) => o.text.includes("Connect XC")).value`)
	second.takeItem("#second-thing", unit)
	second.takeItem("#second-fault", "T tamper")
	second.click("#second-inject")
	second.said("#second-words", "Soft temperature tamper")
	learner.typed("client", `lab state -c '[.units[] | .psu[1], .faults]'`, `["failed",[],"working",["T"]]`)
	second.everySize("second-unit")

	_, second = console(t, "xenserver", "desk")
	second.said("#second-words", "Nothing here has a lamp")
	second.wait(`document.querySelector("#second-faulty").hidden && document.querySelector("#second-thing-field").hidden`)
	second.everySize("second-empty")
}
