package morse

import (
	"slices"
	"strings"

	"hsmlab/sim/entropy"
	"hsmlab/sim/led"
)

// choices is how many meanings a round offers.
const choices = 4

// Trainer sets one round after the other.
type Trainer struct {
	Product led.Product
	Record  Record

	chance *entropy.Source
	last   string // code of the round before
}

// New starts a series of rounds. The record is what was kept of earlier ones; its missed codes come back in this
// series.
func New(p led.Product, seed uint64, r Record) *Trainer {
	return &Trainer{Product: p, Record: r, chance: entropy.New(seed)}
}

// Next sets a round: a missed code that is due, or else any code of the product's table but the one before.
func (t *Trainer) Next() *Round {
	r := &Round{Actions: Actions(t.Product)}
	if s, ok := t.signal(t.Record.due()); ok {
		r.Signal, r.Again = s, true
	} else {
		for r.Signal = t.draw(); r.Signal.Code == t.last; {
			r.Signal = t.draw()
		}
	}
	t.last = r.Signal.Code
	r.Meanings = t.meanings(r.Signal)
	return r
}

// End keeps how a round went. It must be called once, when the round is over.
func (t *Trainer) End(r *Round) { t.Record.note(r.Signal.Code, r.Marks) }

// meanings are that of the signal among others of the same product.
func (t *Trainer) meanings(s led.Signal) []string {
	list := []string{s.Meaning()}
	for len(list) < choices {
		if m := t.draw().Meaning(); !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	at := t.number(choices)
	list[0], list[at] = list[at], list[0]
	return list
}

// draw is any error of the product; a numeral in its code is any numeral.
func (t *Trainer) draw() led.Signal {
	code := ""
	if t.Product == led.Shield5s {
		codes := led.Codes()
		code = codes[t.number(len(codes))].Digits
	} else {
		codes := led.SOSCodes(t.Product)
		numeral := string(rune('0' + t.number(10)))
		code = strings.Replace(codes[t.number(len(codes))].Letters, "#", numeral, 1)
	}
	s, ok := t.signal(code)
	if !ok {
		panic("BUG: morse: no signal for " + code + ", a code of the table")
	}
	return s
}

// signal is the error of the product with that code, false if it has none.
func (t *Trainer) signal(code string) (led.Signal, bool) {
	if t.Product == led.Shield5s {
		return led.Error(code)
	}
	return led.SOSError(t.Product, code)
}

func (t *Trainer) number(below int) int {
	return int(t.chance.Uint64("morse "+string(t.Product)) % uint64(below))
}
