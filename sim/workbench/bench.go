package workbench

import (
	"fmt"
	"slices"
	"strings"
)

// Bench is how far the replacement of one module's battery has come. The zero Bench has the module in its slot with
// its old battery.
type Bench struct {
	Strap    bool   // the antistatic wrist strap is on
	Pulled   bool   // the module is out of its slot
	Flat     bool   // it lies on a flat surface
	Empty    bool   // nothing is in BT1
	Cell     string // taken in hand, or put in
	Seated   bool   // that cell is in BT1
	Reversed bool   // with its poles the wrong way
	Tool     string // that got the last cell out
	Mistakes []string
	Told     string // what the last step was like
}

// Steps lists the steps in their order, as they are typed.
func Steps() []string {
	return []string{"strap", "pull", "lay", "fingers", "tweezers plastic", "tweezers metal", "cell NAME", "insert plus-up", "insert plus-down", "fit"}
}

// Do does a step with a module; powered tells whether its computer has power. An error means that hands cannot do
// that now. What is possible and wrong becomes a mistake.
func (b *Bench) Do(step string, powered bool) error {
	words := strings.Fields(step)
	if len(words) == 0 {
		return fmt.Errorf("a step is needed: %s", strings.Join(Steps(), ", "))
	}
	arg := strings.Join(words[1:], " ")
	switch words[0] {
	case "strap":
		b.Strap = true
		b.Told = "The wrist strap is on and earthed."
	case "pull":
		return b.pull(powered)
	case "lay":
		return b.lay()
	case "fingers", "tweezers":
		return b.takeOut(words[0], arg)
	case "cell":
		return b.choose(arg)
	case "insert":
		return b.insert(arg)
	case "fit":
		return b.fit()
	default:
		return fmt.Errorf("no step %q; there are %s", step, strings.Join(Steps(), ", "))
	}
	return nil
}

func (b *Bench) mistake(format string, a ...any) {
	text := fmt.Sprintf(format, a...)
	b.Mistakes = append(b.Mistakes, text)
	b.Told += " MISTAKE: " + text + "."
}

func (b *Bench) pull(powered bool) error {
	switch {
	case powered:
		return fmt.Errorf("the system has power: switch it off before the module is removed (guide 4.21.2)")
	case b.Pulled:
		return fmt.Errorf("the module is out already")
	}
	b.Pulled, b.Told = true, "The module is out of its slot."
	if !b.Strap {
		b.mistake("removed without ESD precautions: put the wrist strap on first")
	}
	return nil
}

func (b *Bench) lay() error {
	if !b.Pulled {
		return fmt.Errorf("the module is in its slot; pull it first")
	}
	b.Flat, b.Told = true, "The module lies flat. BT1 holds a cell; a + beside it marks the side that faces up."
	return nil
}

// takeOut takes the cell out of BT1: the old one, or one that was put in since, which stays in hand.
func (b *Bench) takeOut(tool, kind string) error {
	switch {
	case !b.Flat:
		return fmt.Errorf("the module does not lie on a flat surface yet; pull it and lay it down")
	case b.Empty:
		return fmt.Errorf("BT1 is empty already")
	case tool == "fingers":
		b.Told = "The cell sits too tight for fingers: take non-conductive tweezers."
		return nil
	case kind != "plastic" && kind != "metal":
		return fmt.Errorf("tweezers are of plastic or of metal")
	}
	b.Told = "The old cell is out of BT1; it goes to the collection of used batteries."
	if b.Seated {
		b.Told = "The cell is out of BT1 again. In hand: " + b.Cell + "."
	}
	b.Empty, b.Seated, b.Reversed, b.Tool = true, false, false, kind
	if kind == "metal" {
		b.mistake("metal tweezers short the cell: the guide wants small non-conductive ones")
	}
	return nil
}

func (b *Bench) choose(name string) error {
	c, ok := Find(name)
	switch {
	case !ok:
		return fmt.Errorf("no cell %q; lab battery cells lists them", name)
	case b.Seated:
		return fmt.Errorf("a new cell is in BT1 already; take it out first")
	}
	b.Cell = name
	b.Told = "In hand: " + name + "."
	if missing := c.Misses(); missing != nil {
		b.Told += " It is not equivalent: " + strings.Join(missing, "; ") + "."
	}
	return nil
}

func (b *Bench) insert(way string) error {
	switch {
	case b.Seated:
		return fmt.Errorf("a new cell is in BT1 already; take it out first")
	case !b.Empty:
		return fmt.Errorf("the old cell is in BT1; take it out first")
	case b.Cell == "":
		return fmt.Errorf("no cell in hand; choose one with lab battery cell NAME")
	case way != "plus-up" && way != "plus-down":
		return fmt.Errorf("a cell goes in plus-up or plus-down; BT1 shows which is right")
	}
	b.Empty, b.Seated, b.Reversed = false, true, way == "plus-down"
	b.Told = "The new cell is in BT1."
	if b.Reversed {
		b.mistake("the polarity is wrong: BT1 shows + up")
	}
	if c, _ := Find(b.Cell); c.Misses() != nil {
		b.mistake("danger of explosion: only the same or an equivalent type may replace the battery (%s)", strings.Join(c.Misses(), "; "))
	}
	return nil
}

func (b *Bench) fit() error {
	if !b.Pulled {
		return fmt.Errorf("the module is in its slot")
	}
	if b.Empty {
		return fmt.Errorf("BT1 is empty: put a cell in first")
	}
	old := *b
	*b = Bench{Strap: old.Strap, Mistakes: old.Mistakes, Told: "The module is in its slot again."}
	return nil
}

// Away reports whether the module is out of its slot.
func (b *Bench) Away() bool { return b.Pulled }

// Millivolts is what a good meter shows at BT1 after the last step; false when the cell that was there still is.
func (b *Bench) Millivolts() (int, bool) {
	switch {
	case b.Empty, b.Seated && b.Reversed:
		return 0, true
	case !b.Seated:
		return 0, false
	}
	c, _ := Find(b.Cell)
	if c.Volts != Required.Volts || c.Size != Required.Size {
		return map[bool]int{true: 3_900, false: 0}[c.Size == Required.Size], true
	}
	return 3_160, true
}

// Copy is b without shared memory.
func (b *Bench) Copy() Bench {
	c := *b
	c.Mistakes = slices.Clone(b.Mistakes)
	return c
}
