package led

import (
	"slices"
	"strings"
)

// Product is a kind of HSM, by the name that the snapshot and the page use. Each has its own table of codes.
type Product string

// The products that have a status LED.
const (
	Shield5s Product = "nShield 5s"
	SoloPlus Product = "nShield Solo+"
	SoloXC   Product = "nShield Solo XC"
)

// Shield5c is an nShield 5c, a network-attached HSM with a 5s inside. It has the codes of the 5s, and shows them on a
// lamp that is blue only (D-59).
const Shield5c Product = "nShield 5c"

// Products lists all products that have a table of their own.
func Products() []Product { return []Product{Shield5s, SoloPlus, SoloXC} }

// Category is the kind of an error, as the guide sorts the letter codes (4.4.3, 4.16).
type Category string

// The categories.
const (
	Runtime     Category = "runtime library"
	Driver      Category = "hardware driver"
	Maintenance Category = "maintenance mode"
	Operation   Category = "operational mode"
	Tampering   Category = "Solo XC tamper event"
)

// SOSCode is an error code of a Solo: letters and numerals, flashed in Morse after the distress signal (guide 4.16).
type SOSCode struct {
	Category Category
	Letters  string // "OLC"; in a table a # stands for one numeral, "HC#CA"
	Meaning  string // with the same # or its numeral
	ID       string // behaviour id of the row
}

// SOSCodes lists the table of a product, in the guide's order; none for the 5s, which has digits (see Codes). Only
// a Solo XC detects tampering, so its list is longer.
func SOSCodes(p Product) []SOSCode {
	if p == Shield5s || p == Shield5c {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(sosCodes), func(c SOSCode) bool { return c.Category == Tampering && p != SoloXC })
}

// Distress finds what the letters of a code mean on a product, with the numeral filled in. There can be two
// meanings: T on a Solo XC is heat as well as a soft temperature tamper (D-61). None: the product has no such code.
func Distress(p Product, letters string) []SOSCode {
	var found []SOSCode
	for _, c := range SOSCodes(p) {
		if numeral, ok := fits(c.Letters, letters); ok {
			c.Letters, c.Meaning = letters, strings.Replace(c.Meaning, "#", numeral, 1)
			found = append(found, c)
		}
	}
	return found
}

// fits reports whether letters are those of a row, and which numeral stands for its #.
func fits(row, letters string) (numeral string, ok bool) {
	if len(row) != len(letters) {
		return "", false
	}
	for i := range len(row) {
		switch {
		case row[i] == '#' && letters[i] >= '0' && letters[i] <= '9':
			numeral = letters[i : i+1]
		case row[i] != letters[i] || row[i] == '#':
			return "", false
		}
	}
	return numeral, true
}

// SOSError returns the signal of an error code of a Solo; false if the product has no such code.
func SOSError(p Product, letters string) (Signal, bool) {
	if len(Distress(p, letters)) == 0 {
		return Signal{}, false
	}
	return Signal{Pattern: SOS, Colour: Blue, Code: letters, Product: p}, true
}

// Lasts reports whether an error has a cause that stays until somebody takes it away. What went wrong in
// the firmware once is over after a restart (guide 4.16.2, 4.16.5) [simulated where the guide does not say].
func (c SOSCode) Lasts() bool {
	switch c.Category {
	case Runtime:
		return false
	case Operation:
		return c.Letters == "T"
	}
	return true
}

// RemoteCode is an error code of the 5s that enquiry tells in letters (guide 4.4.3).
type RemoteCode struct {
	Category Category
	Letters  string // "OLC"
	Meaning  string
	Lamp     string // digits that the lamp shows; "" if the error is one VCM's own affair (D-77)
	ID       string // behaviour id of the row
}

// RemoteCodes lists them in the guide's order. The caller owns the slice.
func RemoteCodes() []RemoteCode { return slices.Clone(remoteCodes) }

// Remote finds a remote error code of the 5s by its letters.
func Remote(letters string) (RemoteCode, bool) {
	i := slices.IndexFunc(remoteCodes, func(c RemoteCode) bool { return c.Letters == letters })
	if i < 0 {
		return RemoteCode{}, false
	}
	return remoteCodes[i], true
}
