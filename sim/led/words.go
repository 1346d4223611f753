package led

import (
	"fmt"
	"strings"
)

// Words says what the lamp shows and what that means, for people who read or
// listen: "blue, flickering: the system is active". It is what a live region
// announces, so it changes only when the signal does.
func (s Signal) Words() string {
	switch s {
	case Off, Signal{}:
		return "dark: no power, or the processors do not work"
	case PowerGood:
		return "green: power is good, the main processor has not begun to boot"
	case Booting:
		return "cyan: the main processor is booting"
	case SecurityUpgrade:
		return "cyan and blue, flashing slowly: security processor firmware upgrade in progress"
	case Idle:
		return "blue: the system has booted and is idle"
	case Active:
		return "blue, flickering: the system is active"
	case BootloaderFailure:
		return "red, flashing fast: security processor bootloader failure"
	case SoloOperational:
		return "blue, blinking off now and then: operational mode"
	case SoloInitialization:
		return "blue, two short pulses and a pause: initialization mode"
	case SoloMaintenance:
		return "blue, two long pulses and a pause: maintenance mode"
	case Tamper:
		return "blue and red, flashing: the security processor detected a tamper condition"
	}
	if s.Pattern == Morse || s.Pattern == SOS {
		return s.codeWords()
	}
	return fmt.Sprintf("%s, %s: not a known signal, contact Entrust Support", s.Colour, s.Pattern)
}

func (s Signal) codeWords() string {
	meaning := s.Meaning()
	if meaning == "" {
		meaning = "not a known code, contact Entrust Support"
	}
	code := s.Code
	if s.Pattern == SOS {
		code = distress + "-" + code
	}
	return fmt.Sprintf("%s, Morse %s (%s): %s", s.Colour, code, s.Morse(), meaning)
}

// Meaning says what the error code of a signal means, "" if the product has no such code or the signal is no
// error. Of a code with two meanings it says both.
func (s Signal) Meaning() string {
	switch s.Pattern {
	case Morse:
		if c, ok := Lookup(s.Code); ok && (c.Colour == s.Colour || s.Product == Shield5c) {
			return c.Meaning
		}
	case SOS:
		var all []string
		for _, c := range Distress(s.Product, s.Code) {
			all = append(all, c.Meaning)
		}
		return strings.Join(all, "; or: ")
	}
	return ""
}
