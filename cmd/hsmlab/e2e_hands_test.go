package main_test

import (
	"fmt"
	"regexp"
)

// hand is a kind of statement that the page has controls for, and how they are used. What the pattern catches goes to use.
type hand struct {
	pattern *regexp.Regexp
	use     func(b *tab, with []string)
}

// hands are the statements of solutions that a learner who likes the mouse does with it. Those about more than one of a
// kind, and those whose words a shell has to work out first, are typed.
var hands = []hand{
	{regexp.MustCompile(`^lab (?:hold|release) recovery$`), func(b *tab, _ []string) { b.click("#latch") }},
	{regexp.MustCompile(`^lab power (?:on|off)$`), func(b *tab, _ []string) { b.mains() }},
	{regexp.MustCompile(`^lab press clear$`), func(b *tab, _ []string) { b.click("#clear") }},
	{regexp.MustCompile(`^lab switch ([MOI])$`), func(b *tab, with []string) {
		b.click(fmt.Sprintf(`input[name="mode-switch"][value=%q]`, with[0]))
	}},
	{regexp.MustCompile(`^lab battery (strap|pull|lay|tweezers plastic|insert plus-up|fit)$`), func(b *tab, with []string) {
		b.unfold(".hands")
		b.push(".battery-steps button", map[string]string{"strap": "Put the wrist strap on", "pull": "Pull the module", "lay": "Lay it flat",
			"tweezers plastic": "Plastic tweezers", "insert plus-up": "Insert + up", "fit": "Put the module back"}[with[0]])
	}},
	{regexp.MustCompile(`^lab battery cell (\S+)$`), func(b *tab, with []string) { b.option("#cell", with[0]) }},
	{regexp.MustCompile(`^lab psu (\d) (?:in|out) --unit (\S+)$`), func(b *tab, with []string) { b.bench(with[1]); b.click("#psu-" + with[0]) }},
	{regexp.MustCompile(`^lab fan (?:in|out) --unit (\S+)$`), func(b *tab, with []string) { b.bench(with[0]); b.click("#tray") }},
	{regexp.MustCompile(`^lab lid (?:open|close) --unit (\S+)$`), func(b *tab, with []string) { b.bench(with[0]); b.click("#lid") }},
	{regexp.MustCompile(`^lab panel (power) --unit (\S+)$`), func(b *tab, with []string) { b.bench(with[1]); b.click(fmt.Sprintf(`[data-key=%q]`, with[0])) }},
	{regexp.MustCompile(`^lab panel --unit (\S+) (select)$`), func(b *tab, with []string) { b.bench(with[0]); b.click(fmt.Sprintf(`[data-key=%q]`, with[1])) }},
	{regexp.MustCompile(`^lab card insert (\S+) (\w+)$`), func(b *tab, with []string) { b.bench(with[1]); b.insert("#reader-unit", with[0]) }},
	{regexp.MustCompile(`^lab on (\S+) ([^$'"]+)$`), func(b *tab, with []string) { b.terminal(with[0]); b.typeText(with[1] + "\n") }},
}

// byHand does a statement with the page's controls. It returns the kind, nil if there is no control for it.
func (b *tab) byHand(statement string) *hand {
	b.t.Helper()
	for i := range hands {
		if found := hands[i].pattern.FindStringSubmatch(statement); found != nil {
			hands[i].use(b, found[1:])
			return &hands[i]
		}
	}
	return nil
}

// mains turns the host's power and waits until the page shows it.
func (b *tab) mains() {
	b.t.Helper()
	const on = `document.querySelector("#mains").getAttribute("aria-checked")`
	before := eval[string](b, on)
	b.click("#mains")
	b.wait(fmt.Sprintf("%s !== %q", on, before))
}

// bench puts a thing on the bench, if there is more than one.
func (b *tab) bench(thing string) {
	b.t.Helper()
	input := fmt.Sprintf(`.module-pick input[value=%q]`, thing)
	if eval[bool](b, fmt.Sprintf(`document.querySelector(%q)?.checked === false`, input)) {
		b.click(input)
	}
}

// insert puts a card into a reader, in place of the one that is in it.
func (b *tab) insert(reader, card string) {
	b.t.Helper()
	if eval[string](b, fmt.Sprintf(`document.querySelector(%q).dataset.card`, reader)) == "true" {
		b.click(reader + ` [data-control="card reader"]`)
	}
	b.wait(fmt.Sprintf(`document.querySelector("%s-pick")`, reader))
	b.option(reader+"-pick", card)
	b.click(reader + ` [data-control="card reader"]`)
	b.has(reader, "data-card", "true")
}

// option picks one of a list.
func (b *tab) option(field, option string) {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf(`(() => { const s = document.querySelector(%q); s.value = %q; return s.dispatchEvent(new Event("change", {bubbles: true})); })()`, field, option))
}

// unfold opens what is folded away.
func (b *tab) unfold(details string) {
	b.t.Helper()
	if !eval[bool](b, fmt.Sprintf(`document.querySelector(%q).open`, details)) {
		b.click(details + " summary")
	}
}

// push presses the button with the words.
func (b *tab) push(buttons, label string) {
	b.t.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll(%q)].find((e) => e.textContent.replace(" ✓", "") === %q)`, buttons, label)
	b.wait(find + " && !" + find + ".disabled")
	eval[bool](b, find+`.click(), true`)
}

// front is the host whose terminal is in front.
func (b *tab) front() string {
	b.t.Helper()
	return eval[string](b, `document.querySelector('.term-tab[aria-selected="true"]').dataset.termTab`)
}
