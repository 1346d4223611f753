package led

// Colour is what the lamp shows at a moment.
type Colour string

// The colours of the 5s LED; Dark is a lamp that is off.
const (
	Dark  Colour = "off"
	Green Colour = "green"
	Cyan  Colour = "cyan"
	Blue  Colour = "blue"
	Red   Colour = "red"
)

// Pattern is how a signal moves.
type Pattern string

// The patterns, by the rhythm that Waveform gives them.
const (
	Steady    Pattern = "steady"     // one colour
	SlowFlash Pattern = "slow-flash" // two colours in turn, slowly
	Flicker   Pattern = "flicker"    // on, with short dips at uneven intervals
	FastFlash Pattern = "fast-flash" // on and off
	Alternate Pattern = "alternate"  // two colours in turn
	Morse     Pattern = "morse"      // an error code

	Blink       Pattern = "blink"        // on, with a short dark moment now and then
	ShortPulses Pattern = "short-pulses" // two short pulses and a pause
	LongPulses  Pattern = "long-pulses"  // two long pulses and a pause
	SOS         Pattern = "sos"          // the distress signal and an error code in letters
)

// Signal is what the LED shows for as long as nothing changes. It is a
// comparable value with a JSON form. The zero Signal is a dark lamp.
type Signal struct {
	Pattern Pattern `json:"pattern"`
	Colour  Colour  `json:"colour"`
	Second  Colour  `json:"second,omitempty"` // the other colour of SlowFlash and Alternate
	Code    string  `json:"code,omitempty"`   // digits of Morse, "1-2-3"; letters of SOS, "OLC"

	Product Product `json:"product,omitempty"` // whose code that of SOS is, or a 5c; "" for all else
}

// The signals that have a name in guide 4.4.1. Those of the error codes are
// made by Error.
var (
	Off               = Signal{Pattern: Steady, Colour: Dark}                  // no power, or processors not working
	PowerGood         = Signal{Pattern: Steady, Colour: Green}                 // the main processor has not begun to boot
	Booting           = Signal{Pattern: Steady, Colour: Cyan}                  // the main processor boots
	SecurityUpgrade   = Signal{Pattern: SlowFlash, Colour: Cyan, Second: Blue} // the security processor's firmware is replaced
	Idle              = Signal{Pattern: Steady, Colour: Blue}                  // booted, nothing to do
	Active            = Signal{Pattern: Flicker, Colour: Blue}                 // booted, at work
	BootloaderFailure = Signal{Pattern: FastFlash, Colour: Red}                // of the security processor
	Tamper            = Signal{Pattern: Alternate, Colour: Blue, Second: Red}  // the security processor saw a tamper condition
)

// The signals of a Solo and a Solo XC, whose lamp is blue only (D-59). Their guide tells the patterns, and no lengths.
var (
	SoloOperational    = Signal{Pattern: Blink, Colour: Blue}
	SoloInitialization = Signal{Pattern: ShortPulses, Colour: Blue}
	SoloMaintenance    = Signal{Pattern: LongPulses, Colour: Blue}
)

// Error returns the signal of an error code of the 5s, "1-2-3", in the colour
// that the code has; false if there is no such code.
func Error(code string) (Signal, bool) {
	c, ok := Lookup(code)
	if !ok {
		return Signal{}, false
	}
	return Signal{Pattern: Morse, Colour: c.Colour, Code: c.Digits}, true
}

// BlueError returns the signal of an error code of the 5s on the lamp of a 5c; false if there is no such code. That it
// blinks the digits there, without the distress signal (D-60), is simulated.
func BlueError(code string) (Signal, bool) {
	s, ok := Error(code)
	if !ok {
		return Signal{}, false
	}
	s.Colour, s.Product = Blue, Shield5c
	return s, true
}
