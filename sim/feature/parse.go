package feature

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// maxText bounds feature text, in bytes. All names together have about 170.
const maxText = 1024

// digits of a 32-bit word in hexadecimal
const wordDigits = 8

// ParseHex reads a hexadecimal word, "9A23" or "0x9a23", the only form that a
// tenant may use (guide 4.10.1.16.1, ruling D-97). If feature names were
// given instead, the error tells their word.
func ParseHex(s string) (Word, error) {
	if s == "" {
		return 0, errors.New("empty feature word: want up to 8 hexadecimal digits")
	}
	w, hex, err := parseHex(s)
	if hex {
		return w, err
	}
	if named, err := parseNames(s); err == nil {
		return 0, fmt.Errorf("features are a 32-bit hexadecimal word here, not names: for %s write %s", s, named)
	}
	return 0, fmt.Errorf("features %.60q are not a 32-bit hexadecimal word", s)
}

// Parse reads features as a provider may write them: names joined by "|", or a
// hexadecimal word (guide 3.3.3). Names are matched exactly; PostQuantum is
// accepted and sets nothing. HSMSpeed3 is refused like any unknown name, as no
// HSM ever has it (ruling D-47).
func Parse(s string) (Word, error) {
	if w, hex, err := parseHex(s); hex {
		return w, err
	}
	return parseNames(s)
}

// parseHex reports in hex whether s is meant as a hexadecimal number: no
// feature name consists of hexadecimal digits only.
func parseHex(s string) (w Word, hex bool, err error) {
	digits := s
	if strings.HasPrefix(s, "0x") || strings.HasPrefix(s, "0X") {
		digits = s[2:]
	}
	if digits == "" || strings.Trim(digits, "0123456789abcdefABCDEF") != "" {
		return 0, false, nil
	}
	significant := strings.TrimLeft(digits, "0")
	if len(significant) > wordDigits {
		return 0, true, fmt.Errorf("feature word %.20s has more than 32 bits", s)
	}
	v, err := strconv.ParseUint("0"+significant, 16, 32)
	if err != nil {
		panic("BUG: feature: " + err.Error())
	}
	return Word(v), true, nil
}

func parseNames(s string) (Word, error) {
	if len(s) > maxText {
		return 0, fmt.Errorf("feature list of %d bytes is too long", len(s))
	}
	var w Word
	for name := range strings.SplitSeq(s, "|") {
		bit, err := lookup(name)
		if err != nil {
			return 0, err
		}
		w |= bit
	}
	return w, nil
}

func lookup(name string) (Word, error) {
	switch name {
	case "":
		return 0, errors.New("empty feature name: want names joined by \"|\", in quotes, or a hexadecimal word")
	case postQuantum:
		return 0, nil
	case "HSMSpeed3":
		return 0, errors.New("unknown feature HSMSpeed3: no HSM has it, HSMSpeed2 is the highest")
	}
	for _, f := range table {
		if f.Name == name {
			return f.Word, nil
		}
	}
	if near := nearest(name); near != "" {
		return 0, fmt.Errorf("unknown feature %.40q: did you mean %s?", name, near)
	}
	return 0, fmt.Errorf("unknown feature %.40q", name)
}
