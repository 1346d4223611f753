package shell

import (
	"fmt"
	"strings"

	"hsmlab/sim"
)

// labCard is what people do with smart cards.
func (c *command) labCard(args []string) int {
	if len(args) == 0 {
		return c.labCards()
	}
	verb, rest := args[0], args[1:]
	switch {
	case verb == "insert" && len(rest) > 0:
		return c.labInsert(rest)
	case verb == "remove" && len(rest) == 1:
		return c.labDo("card", sim.Remove{Card: rest[0]})
	}
	return c.labUsage("card", "insert CARD or remove CARD is needed")
}

func (c *command) labInsert(args []string) int {
	target := c.b.host
	if hasModule(args) {
		m, rest, ok := c.moduleOption("card", args)
		if !ok {
			return 2
		}
		args, target = rest, m.ESN
	}
	switch {
	case len(args) == 2 && target == c.b.host:
		target = args[1]
	case len(args) != 1:
		return c.labUsage("card", "a card is needed, and the host with the reader or --module N")
	}
	return c.labDo("card", sim.Insert{Card: args[0], Target: target})
}

func hasModule(args []string) bool {
	for _, a := range args {
		if a == "--module" || strings.HasPrefix(a, "--module=") {
			return true
		}
	}
	return false
}

// labCards lists the cards that are of interest: those that are written or in a reader, and how many are blank.
func (c *command) labCards() int {
	blank := 0
	first := ""
	for _, card := range c.snapshot().Cards {
		if card.Kind == "blank" && card.Reader == "" {
			blank++
			if first == "" && strings.HasPrefix(card.Name, c.b.host+"-") {
				first = card.Name
			}
			continue
		}
		where := "in nobody's reader"
		if card.Reader != "" {
			where = "in the reader of " + card.Reader
		}
		what := card.Kind
		if card.Share > 0 {
			what = fmt.Sprintf("%s card %d, quorum %s, set %.8s… %s", card.Kind, card.Share, card.Quorum, card.Set, card.Title)
		}
		c.printf("%-14s %s; %s\n", card.Name, strings.TrimSpace(what), where)
	}
	c.printf("%d blank cards lie in the boxes; the first here is %s\n", blank, first)
	return 0
}
