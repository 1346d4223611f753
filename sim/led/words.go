package led

import "fmt"

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
	case Tamper:
		return "blue and red, flashing: the security processor detected a tamper condition"
	}
	if s.Pattern == Morse {
		return s.codeWords()
	}
	return fmt.Sprintf("%s, %s: not a known signal, contact Entrust Support", s.Colour, s.Pattern)
}

func (s Signal) codeWords() string {
	meaning := "not a known code, contact Entrust Support"
	if c, ok := Lookup(s.Code); ok && c.Colour == s.Colour {
		meaning = c.Meaning
	}
	return fmt.Sprintf("%s, Morse %s (%s): %s", s.Colour, s.Code, s.Morse(), meaning)
}
