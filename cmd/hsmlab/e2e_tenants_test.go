package main_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// line types a command line on a host and waits until its prompt is back. What was typed scrolls nothing away: the
// screen is cleared first.
func (b *tab) line(host, text string) {
	b.t.Helper()
	b.terminal(host)
	b.press(control('l'))
	b.wait(fmt.Sprintf(`window.labTerms[%q].text().trim() === "root@%s:~#"`, host, host))
	b.typeText(text + "\n")
	b.wait(fmt.Sprintf(`window.labTerms[%q].text().trimEnd().endsWith("root@%s:~#") && window.labTerms[%q].text().split("root@%s:~#").length > 2`,
		host, host, host, host))
}

// vcmIs waits until the picture shows a VCM, by name, in a state.
func (b *tab) vcmIs(name, state string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`[...document.querySelectorAll(".tile")].some((t) => t.querySelector("b").textContent === %q && t.dataset.state === %q)`, name, state))
}

// gaugeSays waits until a gauge of the HSM begins with the words.
func (b *tab) gaugeSays(id, words string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`document.querySelector("#gauge-%s .gauge-value")?.textContent.startsWith(%q)`, id, words))
}

// partySays waits until the picture says something of what is enrolled on a host.
func (b *tab) partySays(host, words string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`document.querySelector('[data-party=%q]')?.innerText.includes(%q)`, host, words))
}

// TestTwoTenants lives through the whole life of two VCMs, typed in the page: both are provisioned, one is modified,
// stopped by force and recovered, the other is deleted. The picture of the tenants and the boxes show each step.
func TestTwoTenants(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath + "?scenario=two-tenants&clock=batch&test=1"))
	b.promptBack("provider")
	b.click("#bench-tenants")
	b.has("#bench-tenants", "aria-pressed", "true")
	b.gaugeSays("active", "0 of 5")
	b.wait(`document.querySelector("#tenants").innerText.includes("No VCM yet")`)

	tenants := []struct{ host, vcm string }{{"tenant-a", "payments"}, {"tenant-b", "ledger"}}
	for _, of := range tenants {
		host, name := of.host, of.vcm
		b.line(host, fmt.Sprintf("hsmadmin vcm create --request-file %s.req --name %s", name, name))
		b.line(host, fmt.Sprintf("lab send %s.req provider:/root/", name))
	}
	b.wait(`document.querySelector("#bench-mail .badge")?.textContent.startsWith("2")`)
	for _, of := range tenants {
		host, name := of.host, of.vcm
		b.line("provider", fmt.Sprintf("vcmadmin create --request %s.req %s", name, name))
		b.vcmIs(name, "inactive")
		b.line("provider", fmt.Sprintf(`%[1]s=$(vcmadmin list --json | jq -r '.[]|select(.name=="%[1]s").uuid')`, name))
		b.line("provider", fmt.Sprintf("vcmadmin start $%s", name))
		b.vcmIs(name, "uninitialized")
		b.line("provider", fmt.Sprintf("lab send vcm-$%s.json %s:/root/", name, host))
		b.line(host, "hsmadmin vcm enroll --config vcm-*.json")
		b.partySays(host, name+" connected")
		b.line(host, "nopclearfail -I -m 1 && initunit -m 1 && nopclearfail -O -m 1")
		b.vcmIs(name, "operational")
	}
	b.gaugeSays("active", "2 of 5")
	b.gaugeSays("speed", "50 % each")
	b.picture("tenants-two")
	b.checkAccessibility("the tenants")

	b.line("tenant-a", "hsmadmin vcm setproperties --request-file auto.req --autostart")
	b.line("tenant-a", "lab send auto.req provider:/root/")
	b.line("provider", "vcmadmin stop $payments")
	b.terminalSays("provider", "ask the tenant to put it in maintenance mode, or use --force")
	b.line("provider", "vcmadmin stop --force $payments")
	b.vcmIs("payments", "inactive")
	b.gaugeSays("active", "1 of 5")
	b.partySays("tenant-a", "payments not reachable")
	b.line("provider", "vcmadmin properties set --request auto.req $payments autostart true")
	b.click(`.tile[data-state="inactive"]`)
	b.wait(`document.querySelector("#vcm-detail").innerText.includes("starts by itself")`)
	b.picture("tenants-detail")
	b.line("provider", "vcmadmin start $payments")
	b.vcmIs("payments", "operational")
	b.partySays("tenant-a", "payments not connected") // until the tenant restarts its hardserver
	b.line("tenant-a", "init.d-ncipher restart")
	b.partySays("tenant-a", "payments connected")

	b.line("tenant-b", "nopclearfail -M -m 1")
	b.vcmIs("ledger", "maintenance")
	b.line("provider", "vcmadmin stop $ledger && vcmadmin delete $ledger")
	b.wait(`document.querySelectorAll(".tile").length === 1`)
	b.gaugeSays("created", "1 of")
	b.partySays("tenant-b", "no such VCM any more")
}

// TestMail looks at what a tenant sent, hands it on, and sees that a changed file does not hold.
func TestMail(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath + "?scenario=two-tenants&clock=batch&test=1"))
	b.promptBack("provider")
	b.line("tenant-a", "hsmadmin vcm create --request-file pay.req --name payments --autostart")
	b.line("tenant-a", "lab send pay.req provider:/root/")
	b.wait(`document.querySelector("#bench-mail .badge:not([hidden])")?.textContent.startsWith("1")`)
	b.line("tenant-a", "sed s/payments/playtime/ pay.req > forged.req; lab send forged.req provider:/root/")
	b.click("#bench-mail")
	b.has(".lab", "data-bench", "mail")
	b.wait(`document.querySelector("#mail")`)
	b.click(`input[name="mail-party"][value="provider"]`)
	b.wait(`document.querySelectorAll("#inbox .message").length === 2`)
	b.wait(`document.querySelector("#bench-mail .badge:not([hidden])") === null`) // seen
	b.has(`#inbox .message:nth-child(1)`, "data-signature", "invalid")
	b.has(`#inbox .message:nth-child(2)`, "data-signature", "valid")
	b.click(`#inbox .message:nth-child(2) .message-head`)
	b.wait(`document.querySelector("#inbox .letter")?.innerText.includes("the provider to create a VCM")`)
	b.wait(`/Autostart\s+on/.test(document.querySelector("#inbox .letter").innerText)`)
	b.checkAccessibility("mail")
	b.picture("mail")

	b.click(`#inbox [data-do="hand"]`)
	b.wait(`document.querySelector("#files").open && document.querySelector("#give-path").value === "/root/pay.req"`)
	b.checkAccessibility("handing over")
	b.picture("mail-hand")
	eval[bool](b, `(() => { const s = document.querySelector("#give-to"); s.value = "tenant-b"; return s.dispatchEvent(new Event("change", {bubbles: true})); })()`)
	b.click("#give-send")
	b.wait(`!document.querySelector("#files").open && document.querySelector("#banner-handed")?.innerText.includes("is now with tenant-b")`)
	b.click(`input[name="mail-party"][value="tenant-b"]`)
	b.wait(`document.querySelector("#inbox .message-file")?.innerText === "pay.req"`)
	b.line("tenant-b", "ls")
	b.terminalSays("tenant-b", "pay.req")
	b.click("#undo") // the file goes back as one act
	b.wait(`document.querySelector("#inbox .message") === null`)

	b.click(`input[name="mail-party"][value="provider"]`)
	b.wait(`document.querySelectorAll("#inbox .message").length === 2`)
	b.click(`#inbox .message:nth-child(2) .message-head`)
	b.wait(`document.querySelector('#inbox [data-do="inspect"]')`)
	b.click(`#inbox [data-do="inspect"]`)
	b.terminalSays("provider", "hsmadmin vcm inspect-request /root/pay.req")
}

// TestCardsAreInsertedByHand puts a card into a reader, beside the drawing and in the list.
func TestCardsAreInsertedByHand(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath))
	b.promptBack("provider")
	b.wait(`document.querySelector("#reader-host-pick").options.length > 3`)
	eval[bool](b, `(() => { const s = document.querySelector("#reader-host-pick"); s.value = "provider-3"; return s.dispatchEvent(new Event("change", {bubbles: true})); })()`)
	b.click(`#reader-host [data-control="card reader"]`)
	b.has("#reader-host", "data-card", "true")
	b.terminal("provider")
	b.typeText("lab card\n")
	b.terminalSays("provider", "provider-3     blank; in the reader of provider")
	b.click("#bench-list")
	b.wait(`document.querySelector(".bench-table")?.innerText.includes("provider-3, blank")`)
	b.checkAccessibility("the bench as a list")
	b.click(`.bench-table [aria-label^="Remove provider-3"]`)
	b.wait(`document.querySelector(".bench-table #reader-host-pick")`)
	b.click("#undo")
	b.wait(`document.querySelector('.bench-table [aria-label^="Remove provider-3"]')`)
}

// TestAThousandVCMs looks for one among a thousand, by mouse and by keys, as cells and as a table.
func TestAThousandVCMs(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath + "?scenario=thousand-vcms"))
	b.promptBack("provider")
	b.click("#bench-tenants")
	b.has(".cells svg", "data-cells", "1000")
	b.gaugeSays("created", "1000 of 1000")
	if n := eval[int](b, `document.querySelectorAll("#tenants *").length`); n > 300 {
		t.Errorf("%d elements show a thousand VCMs, want a handful", n)
	}
	b.click("#vcm-cells") // its middle
	b.wait(`document.querySelector("#vcm-detail")?.dataset.vcm`)
	b.checkAccessibility("a thousand VCMs")
	b.press(key{name: "End", code: "End", virtual: 35})
	b.wait(`document.querySelector("#vcm-option").textContent.startsWith("t50-vcm-1000")`)
	b.press(keyUp)
	b.wait(`document.querySelector("#vcm-option").textContent.startsWith("t48-vcm-0960")`)
	b.picture("tenants-thousand")
	b.click("#vcm-find")
	b.typeText("vcm-099")
	b.wait(`document.querySelector("#vcm-count").textContent === "10 of 1000 VCMs"`)
	b.click("#tenants-list")
	b.wait(`document.querySelectorAll("#vcm-table tbody tr").length === 10`)
	b.click(`[data-only="operational"]`)
	b.wait(`document.querySelector("#vcm-count").textContent === "0 of 1000 VCMs"`)
	b.click("#vcm-find")
	for range len("vcm-099") {
		b.press(keyBackspace)
	}
	b.wait(`document.querySelectorAll("#vcm-table tbody tr").length === 21`)
	b.click(`[data-only="operational"]`)
	b.wait(`document.querySelector("#vcm-table caption").textContent.endsWith("page 1 of 40")`)
	b.click("#vcm-next")
	b.wait(`document.querySelector("#vcm-table tbody th").textContent === "t02-vcm-0026"`)
	b.checkAccessibility("a thousand VCMs as a table")
}

// TestScenariosAreAskedFor begins with another situation; a lab in progress is not thrown away unasked.
func TestScenariosAreAskedFor(t *testing.T) {
	b := newTab(t, startBrowser(t))
	h := serveSite(t, buildSite(t, "/"))
	b.open(h.address(labPath))
	b.terminal("provider")
	b.typeText("touch mine\n")
	b.promptBack("provider")
	b.open(h.address(labPath + "?scenario=five-tenants")) // the address alone discards nothing
	b.wait(`document.querySelector("#banner-scenario")?.innerText.includes("Five tenants at work")`)
	b.click("#banner-scenario button")
	b.wait(`document.querySelector("#scenarios").open && document.querySelector('input[name="scenario"][value="five-tenants"]').checked`)
	b.wait(`document.querySelector(".scenario-warn").checkVisibility() && document.querySelector("#scenario-save").checkVisibility()`)
	b.checkAccessibility("the situations")
	b.picture("scenarios")
	b.click(`#scenarios [data-act="close"]`)
	b.wait(`!document.querySelector("#scenarios").open`)
	eval[bool](b, `(document.querySelector("#pick-scenario").click(), true)`)
	b.wait(`document.querySelector("#scenarios").open`)
	b.click(`input[name="scenario"][value="ten-vcms"]`)
	b.click("#scenario-start")
	b.wait(`location.search === "?scenario=ten-vcms"`)
	b.waitAlive()
	b.click("#bench-tenants")
	b.wait(`document.querySelectorAll(".tile").length === 10`)
}

// TestTheRoomAtEverySize looks at tenants and mail as people do: wide, in the drawer, on a phone.
func TestTheRoomAtEverySize(t *testing.T) {
	server := serveSite(t, buildSite(t, "/"))
	for _, scheme := range []string{"light", "dark"} {
		b := newTab(t, startBrowser(t))
		b.paint(scheme)
		b.open(server.address(labPath + "?scenario=inherited"))
		b.promptBack("provider")
		for _, view := range []string{"tenants", "mail", "rear"} {
			b.do(chromedp.EmulateViewport(1440, 900))
			b.wait(`document.querySelector(".pane-bench").checkVisibility({visibilityProperty: true})`)
			b.click("#bench-" + view)
			b.has(".lab", "data-bench", view)
			b.checkAccessibility(view + ", " + scheme)
			for _, size := range [][2]int64{{1440, 900}, {1024, 768}, {390, 844}} {
				b.do(chromedp.EmulateViewport(size[0], size[1]))
				if size[0] == 1024 && eval[bool](b, `document.querySelector(".lab").dataset.drawer !== "open"`) {
					b.click(".drawer-button")
				}
				if size[0] == 390 {
					b.click(`button[data-view="bench"]`)
					b.has(".lab", "data-view", "bench")
				}
				b.wait(`document.querySelector(".bench-scroll").scrollWidth <= document.querySelector(".bench-scroll").clientWidth`)
				b.picture(fmt.Sprint("room-", view, "-", scheme, "-", size[0]))
			}
		}
	}
}
