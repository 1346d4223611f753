package main_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"

	"hsmlab/sim/chassis"
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
	{regexp.MustCompile(`^lab power (?:on|off)$`), func(b *tab, _ []string) { b.mains("#mains") }},
	{regexp.MustCompile(`^lab power cycle$`), func(b *tab, _ []string) { b.cycle("#mains", b.otherHost()) }},
	{regexp.MustCompile(`^lab power cycle (\S+)$`), func(b *tab, with []string) { b.bench(with[0]); b.cycle("#unit-mains", b.front()) }},
	{regexp.MustCompile(`^lab press clear(?: --module (\d))?$`), func(b *tab, with []string) { b.benchModule(with[0]); b.click("#clear") }},
	{regexp.MustCompile(`^lab switch ([MOI])(?: --module (\d))?$`), func(b *tab, with []string) {
		b.benchModule(with[1])
		b.click(fmt.Sprintf(`input[name="mode-switch"][value=%q]`, with[0]))
	}},
	{regexp.MustCompile(`^lab return --module (\d)$`), func(b *tab, with []string) {
		b.benchModule(with[0])
		b.unfold(".hands")
		b.click(`[data-control="product return"]`)
	}},
	{regexp.MustCompile(`^lab jumper remote o(?:n|ff)$`), func(b *tab, _ []string) { b.click(`.jumper input[data-control="remote override jumper"]`) }},
	{regexp.MustCompile(`^lab airflow (\S+)$`), func(b *tab, with []string) {
		b.unfold(".hands")
		b.click(fmt.Sprintf(`input[name="airflow"][value=%q]`, with[0]))
	}},
	{regexp.MustCompile(`^lab ambient (\S+)$`), func(b *tab, with []string) { b.unfold(".hands"); b.fill("#ambient", with[0]) }},
	{regexp.MustCompile(`^lab battery (strap|pull|lay|tweezers plastic|insert plus-up|fit)$`), func(b *tab, with []string) {
		b.unfold(".hands")
		b.push(".battery-steps button", map[string]string{"strap": "Put the wrist strap on", "pull": "Pull the module", "lay": "Lay it flat",
			"tweezers plastic": "Plastic tweezers", "insert plus-up": "Insert + up", "fit": "Put the module back"}[with[0]])
	}},
	{regexp.MustCompile(`^lab battery cell (\S+)$`), func(b *tab, with []string) { b.option("#cell", with[0]) }},
	{regexp.MustCompile(`^lab psu (\d) (?:in|out) --unit (\S+)$`), func(b *tab, with []string) { b.bench(with[1]); b.click("#psu-" + with[0]) }},
	{regexp.MustCompile(`^lab fan (?:in|out) --unit (\S+)$`), func(b *tab, with []string) { b.bench(with[0]); b.click("#tray") }},
	{regexp.MustCompile(`^lab lid (?:open|close) --unit (\S+)$`), func(b *tab, with []string) { b.bench(with[0]); b.click("#lid") }},
	{regexp.MustCompile(`^lab panel (power) --unit (\S+)$`), func(b *tab, with []string) { b.panel(with[1], with[0]) }},
	{regexp.MustCompile(`^lab panel --unit (\S+) (.+)$`), func(b *tab, with []string) { b.panel(with[0], words(with[1])...) }},
	{regexp.MustCompile(`^lab form open (\S+)$`), func(b *tab, with []string) { b.pick(with[0]) }},
	{regexp.MustCompile(`^lab form pick (.+)$`), func(b *tab, with []string) { b.choices(words(with[0])...) }},
	{regexp.MustCompile(`^lab form start (\S+)$`), func(b *tab, with []string) { b.click(fmt.Sprintf(`.guests [aria-label="Start %s"]`, with[0])) }},
	{regexp.MustCompile(`^lab form ps (.+)$`), func(b *tab, with []string) { b.fill("#ps-line", words(with[0])[0]) }},
	{regexp.MustCompile(`^lab card insert (\S+) (\w+)$`), func(b *tab, with []string) { b.bench(with[1]); b.insert("#reader-unit", with[0]) }},
	{regexp.MustCompile(`^lab card remove (\S+)$`), func(b *tab, with []string) { b.click(fmt.Sprintf(`[aria-label^="Remove %s from"]`, with[0])) }},
	{regexp.MustCompile(`^lab send ([^\s*]+) (\S+):(\S+)$`), func(b *tab, with []string) { b.handOver(with[0], with[1], with[2]) }},
	{regexp.MustCompile(`^lab on (\S+) lab send ([^\s*]+) (\S+):(\S+)$`), func(b *tab, with []string) { b.terminal(with[0]); b.handOver(with[1], with[2], with[3]) }},
	{regexp.MustCompile(`^lab on (\S+) ([^$'"]+)$`), func(b *tab, with []string) { b.terminal(with[0]); b.typeText(with[1] + "\n") }},
}

// byHand does a statement with the page's controls. It returns the kind, nil if there is no control for it.
func (b *tab) byHand(statement string) *hand {
	b.t.Helper()
	for i := range hands {
		if found := hands[i].pattern.FindStringSubmatch(statement); found != nil && words(statement) != nil {
			hands[i].use(b, found[1:])
			return &hands[i]
		}
	}
	return nil
}

// words are the words of a statement without their quotes; nil when a shell has to work some of them out.
func words(statement string) []string {
	var list []*syntax.Word
	for word, err := range syntax.NewParser().WordsSeq(strings.NewReader(statement)) {
		if err != nil {
			return nil
		}
		list = append(list, word)
	}
	found, err := expand.Fields(&expand.Config{Env: expand.ListEnviron(), NoUnset: true}, list...)
	if err != nil {
		return nil
	}
	return found
}

// mains turns a power switch and waits until the page shows it.
func (b *tab) mains(control string) {
	b.t.Helper()
	b.changes(fmt.Sprintf(`document.querySelector(%q).getAttribute("aria-checked")`, control), func() { b.click(control) })
}

// cycle turns the power off and on again. The five seconds between pass at the prompt of a host that stays on.
func (b *tab) cycle(control, on string) {
	b.t.Helper()
	b.mains(control)
	b.terminal(on)
	b.changes(`document.querySelector("[data-hash]").dataset.hash`, func() { b.typeText("sleep 5\n") })
	b.promptBack(on)
	b.mains(control)
}

// otherHost is a host whose terminal is not in front.
func (b *tab) otherHost() string {
	b.t.Helper()
	return eval[string](b, `document.querySelector('.term-tab[aria-selected="false"]').dataset.termTab`)
}

// panel presses keys at a unit's panel, as lab panel does with the same words: keys, entries of menus, type VALUE.
func (b *tab) panel(unit string, args ...string) {
	b.t.Helper()
	b.bench(unit)
	for i := 0; i < len(args); i++ {
		last := i == len(args)-1
		switch arg := args[i]; {
		case arg == "type":
			i++
			b.shows(i == len(args)-1, func() { b.fill("#unit-value", args[i]) })
		case slices.Contains(chassis.Keys(), arg):
			b.shows(last || arg == "main", func() { b.panelKey(arg) })
			if arg == "main" {
				b.said("#unit-display", "> System")
			}
		default:
			b.turnTo(arg)
			b.shows(last, func() { b.panelKey("select") })
		}
	}
}

func (b *tab) panelKey(key string) {
	b.t.Helper()
	b.click(fmt.Sprintf(`[data-key=%q]`, key))
}

// shows does something at a unit's panel. Unless it may change nothing, it waits for another display.
func (b *tab) shows(mayStay bool, do func()) {
	b.t.Helper()
	if mayStay {
		do()
		return
	}
	b.changes(`document.querySelector("#unit-display").textContent`, do)
}

// turnTo turns the wheel down until an entry of the menu is marked; the entry's name may be cut off at the end.
func (b *tab) turnTo(entry string) {
	b.t.Helper()
	for range 40 {
		if eval[bool](b, fmt.Sprintf(`document.querySelector("#unit-display").textContent.split("\n").some((l) => l.startsWith("> " + %q))`, entry)) {
			return
		}
		b.shows(false, func() { b.panelKey("down") })
	}
	b.t.Fatalf("%q is not on the display:\n%s", entry, eval[string](b, `document.querySelector("#unit-display").textContent`))
}

// bench puts a unit on the bench, if there is more than one thing.
func (b *tab) bench(thing string) {
	b.t.Helper()
	input := fmt.Sprintf(`.module-pick input[value=%q]`, thing)
	if eval[bool](b, fmt.Sprintf(`document.querySelector(%q)?.checked === false`, input)) {
		b.click(input)
	}
	b.wait(fmt.Sprintf(`document.querySelector('.unit-display[aria-label="Display of %s"]')`, thing))
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

// benchModule puts the host's module with the number on the bench; "" leaves what is there.
func (b *tab) benchModule(number string) {
	b.t.Helper()
	if number == "" {
		return
	}
	input := fmt.Sprintf(".module-pick label:nth-of-type(%s) input", number)
	b.click(input)
	b.wait(fmt.Sprintf(`document.querySelector(%q).checked`, input))
}

// handOver gives a file of the host whose terminal is in front to another party.
func (b *tab) handOver(path, to, target string) {
	b.t.Helper()
	b.click("#open-files")
	b.wait(`document.querySelector("#files").open`)
	b.overwrite("#give-path", path)
	b.option("#give-to", to)
	b.overwrite("#give-target", target)
	b.click("#give-send")
	b.wait(`!document.querySelector("#files").open`)
}

// overwrite types a value in the place of what a field has.
func (b *tab) overwrite(field, value string) {
	b.t.Helper()
	b.click(field)
	eval[bool](b, fmt.Sprintf(`document.querySelector(%q).select(), true`, field))
	b.typeText(value)
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

// front is the host whose terminal is in front.
func (b *tab) front() string {
	b.t.Helper()
	return eval[string](b, `document.querySelector('.term-tab[aria-selected="true"]').dataset.termTab`)
}
