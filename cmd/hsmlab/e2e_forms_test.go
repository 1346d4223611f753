package main_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestFormsByHand clicks through ESXi's form for passthrough.
func TestFormsByHand(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath + "?scenario=esxi"))
	b.promptBack("desk")
	b.checkAccessibility("a hypervisor")
	b.pick("vcenter", "Log on as administrator", "Start ESXi host", "vCenter Simple Install", "Install vSphere Web Client")
	b.said("#form-told", "vCenter: done")
	b.pick("passthrough", "=172.23.128.14", "=root", "=secret", "Login", "Configuration", "Advanced Settings", "Configure Passthrough", "Edit",
		"02:00.0 Freescale Semiconductor Inc <class> Power PC", "OK")
	b.said("#server-words", "marked for passthrough")
	b.picture("esxi")
	b.typed("desk", `lab state -c '.hypervisors[0] | [.passthrough, .done]'`, `[true,["vcenter","passthrough"]]`)
	b.checkAccessibility("a hypervisor's form")
}

// pick opens a form and goes through it: one that begins with = is typed.
func (b *tab) pick(form string, choices ...string) {
	b.t.Helper()
	b.formChanges(func() { b.push(".forms button", form) })
	b.choices(choices...)
}

// choices goes on through an open form.
func (b *tab) choices(choices ...string) {
	b.t.Helper()
	for _, c := range choices {
		b.formChanges(func() {
			if v, typed := strings.CutPrefix(c, "="); typed {
				b.fill("#form-value", v)
			} else {
				b.push(".window-option", c)
			}
		})
	}
}

// formChanges does something that the window of the forms answers with another screen, and waits for that: no two screens
// that follow each other are the same.
func (b *tab) formChanges(do func()) {
	b.t.Helper()
	b.changes(`document.querySelector(".server .window").textContent`, do)
}

// changes does something and waits until an expression, which is a text, has another value.
func (b *tab) changes(expression string, do func()) {
	b.t.Helper()
	before := eval[string](b, expression)
	do()
	b.wait(fmt.Sprintf("%s !== %q", expression, before))
}

// fill types a value into a field, and Enter.
func (b *tab) fill(field, value string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`document.querySelector(%q)?.disabled === false`, field))
	b.click(field)
	b.typeText(value + "\n")
}

// push presses the button with the words.
func (b *tab) push(buttons, label string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`(() => {
		const found = [...document.querySelectorAll(%q)].find((e) => e.textContent.replace(" ✓", "") === %q && !e.disabled);
		document.querySelectorAll("[data-found]").forEach((e) => delete e.dataset.found);
		if (found) found.dataset.found = "";
		return found;
	})()`, buttons, label))
	b.click("[data-found]")
}
