package main_test

import (
	"fmt"
	"testing"
)

// said waits until an element's text has the words.
func (b *tab) said(selector, words string) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`document.querySelector(%q)?.textContent.includes(%q)`, selector, words))
}

// typed runs a command on a host and waits until the terminal shows the words.
func (b *tab) typed(host, line, words string) {
	b.t.Helper()
	b.terminal(host)
	b.typeText("clear; " + line + "\n")
	b.terminalSays(host, words)
	b.promptBack(host)
}

// TestSoloByHand moves a Solo's mode switch, presses Clear, and puts a jumper, by clicks; the lab and enquiry tell.
func TestSoloByHand(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath + "?scenario=solo"))
	b.promptBack("provider")
	b.said("#switch-text", "at O, operational; module: operational")
	b.said("#led-text", "operational mode")
	b.checkAccessibility("a Solo")

	b.click(`input[name="mode-switch"][value="M"]`)
	b.said("#switch-text", "at M, maintenance; module: operational") // nothing before the reset
	b.click("#clear")
	b.said("#switch-text", "at M, maintenance; module: maintenance")
	b.said("#led-text", "maintenance")
	b.typed("provider", `lab state -r '.modules[0] | "\(.mode_switch) \(.solo.mode) \(.resets)"'`, "M maintenance 2")

	if !eval[bool](b, `[...document.querySelectorAll(".jumper input")].every((j) => j.disabled)`) {
		t.Error("the jumpers can be reached while the host is on")
	}
	b.click("#mains")
	b.said("#case-text", "The case is open")
	b.click(`.jumper input[data-control="physical override jumper"]`)
	b.wait(`document.querySelector('.jumper input[data-control="physical override jumper"]').checked`)
	b.click("#mains")
	b.said("#switch-text", "at M, maintenance, but ignored")
	b.said("#switch-text", "module: operational")
	b.picture("solo-jumper")

	b.click("#bench-list")
	b.wait(`document.querySelector('.bench-table input[name="mode-switch"]') !== null`)
	b.checkAccessibility("a Solo as list")
}

// TestUnitByHand works at a network-attached unit: menus with the wheel, fan tray, a power supply, the lid.
func TestUnitByHand(t *testing.T) {
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, buildSite(t, "/")).address(labPath + "?scenario=network-hsm"))
	b.promptBack("client")
	b.said("#unit-display", "> System")
	b.checkAccessibility("a unit")
	b.click(`[data-key="down"]`)
	b.said("#unit-display", "> HSM")
	b.click(`[data-key="select"]`)
	b.said("#unit-display", "> HSM information")
	b.click(`[data-key="main"]`)
	b.said("#unit-display", "> System")

	b.click("#psu-1")
	b.said("#unit-words", "Warning LED orange")
	b.said("#unit-words", "PSU 1 out")
	b.said("#unit-display", "PSU 1 failed")
	b.click("#psu-1")
	b.said("#unit-words", "Warning LED dark")

	b.click(`[data-key="power"]`) // standby, as the guide recommends
	b.said("#unit-display", "Standby")
	b.click("#tray")
	b.said("#unit-words", "fan tray out")
	b.said("#tray", "Fit")
	b.typed("client", `lab state -c '.units[0] | [.fan_tray_out, .name]'`, `[true,"nethsm"]`)
	b.picture("unit")
	b.click("#tray")
	b.said("#unit-words", "fan tray in")
	b.typed("client", `lab state -c '.units[0] | [.fan_tray_out, .tampered]'`, `[false,false]`)
	b.click(`[data-key="power"]`)
	b.said("#unit-display", "Starting")
	b.click(`input[name="speed"][value="60"]`)
	b.said("#unit-display", "> System")
	b.click(`input[name="speed"][value="1"]`)

	b.said("#led-text", "operational mode")
	b.typed("client", `lab fault 1-2-2; lab led`, "blue, Morse 1-2-2")
	b.said("#led-text", "Morse 1-2-2")
	b.said("#unit-footer", "HSM failed")
	b.wait(`document.querySelector('.unit [data-lamp="lens"]').getAnimations().length === 1`)
	b.checkAccessibility("a unit whose HSM failed")
	b.picture("unit-failed")
	b.typed("client", `lab fault 1-2-2 clear; lab panel power power`, "Starting")
	b.click(`input[name="speed"][value="60"]`)
	b.said("#unit-footer", "Operational")
	b.click(`input[name="speed"][value="1"]`)
	b.click(`.module-pick input[value="connect"]`)
	b.typed("client", `lab fault OLC --unit connect; lab led --unit connect`, "Morse SOS-OLC")
	b.said("#led-text", "Morse SOS-OLC")
	b.click(`.module-pick input[value="nethsm"]`)
	b.said("#led-text", "operational mode")

	b.click("#lid")
	b.said("#unit-display", "Unit lid is open")
	b.click(`[data-key="down"]`) // ignored
	b.checkAccessibility("an open unit")
	b.typed("client", `lab panel`, "Unit lid is open")
	b.click(`.module-pick input[value="connect"]`)
	b.said("#unit-display", "> System")
	b.said("#unit-words", "lid closed")
}
