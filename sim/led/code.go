package led

import (
	"fmt"
	"slices"
	"strings"
)

// Code is an error code of the 5s: three digits, shown as dots, dashes, dots
// (guide 4.4.2.1). The digits are what counts: the guide's letters, printed
// there with faults, are only one way to read them (rulings D-120 to D-126).
type Code struct {
	Digits  string // "1-2-3"
	Colour  Colour // Red, but for one code
	Meaning string

	// Clears tells whether a reset or a power cycle ends the error state once
	// its cause is gone. Otherwise the HSM stays as it is (ruling D-37).
	Clears bool
}

// firstCode is the number of the behaviour that the row of the first code is; the others follow in the same order.
const firstCode = 10

// ID is the behaviour id of the code's row in guide 4.4.2.1, "" if it is none of the table.
func (c Code) ID() string {
	i, ok := place(c.Digits)
	if !ok {
		return ""
	}
	return fmt.Sprintf("G-4.4.2.1-%d", firstCode+i)
}

// codes is sorted by Digits.
var codes = []Code{
	{"1-1-1", Red, "Battery voltage out of spec", true},
	{"1-2-1", Red, "Crypto SerDes core voltage out of spec", true},
	{"1-2-2", Red, "Main processor SerDes core voltage out of spec", true},
	{"1-2-3", Red, "Main processor core voltage out of spec", true},
	{"1-2-4", Red, "Main processor SerDes core IO voltage out of spec", true},
	{"1-2-5", Red, "Crypto SerDes IO voltage out of spec", true},
	{"1-3-1", Red, "Main processor IFC IO voltage out of spec", true},
	{"1-3-2", Red, "DDR access voltage out of spec", true},
	{"1-3-3", Red, "DDR IO voltage out of spec", true},
	{"1-3-4", Red, "V12 voltage out of spec", true},
	{"1-3-5", Red, "Security processor voltage out of spec", true},
	{"1-5-1", Red, "Security processor temperature out of spec", true},
	{"1-5-2", Red, "Main processor temperature out of spec", true},
	{"1-5-3", Red, "Crypto temperature out of spec", true},
	{"1-5-4", Red, "Security processor app blank", false},
	{"1-5-5", Red, "Security processor app invalid", false},
	{"2-1-1", Red, "Security processor secure state corrupted", false},
	{"2-1-2", Red, "No bootloader heartbeat", true},
	{"2-1-3", Red, "Board-ID PROM failed", false},
	{"2-1-5", Blue, "Firmware signature authentication failed", false},
	{"2-2-2", Red, "Crypto known-answer tests failed", true},
	{"2-2-3", Red, "RNG driver failed", true},
	{"2-2-4", Red, "FIPS DRBG failed", true},
	{"2-2-5", Red, "OpenSSL failed", true},
	{"2-3-1", Red, "OpenSSH failed", true},
	{"2-3-2", Red, "Library signature verification failed", true},
	{"2-3-3", Red, "FPGA initialisation failed", true},
	{"2-3-4", Red, "Init script failed", true},
	{"2-3-5", Red, "Unknown error", true},
	{"2-5-1", Red, "Error playing LED sequence", true},
	{"2-5-2", Red, "runleveld crashed", true},
	{"2-5-3", Red, "SPI interface failed 15 times in a row", true},
	{"2-5-4", Red, "envmon crashed", true},
	{"2-5-5", Red, "Log volume has reached its critical threshold", true},
	{"3-1-1", Red, "Uboot PCIe PLL lock failed", false},
	{"3-1-2", Red, "Uboot DRAM init failed", false},
}

// Codes lists the error codes by ascending digits. The caller owns the slice.
func Codes() []Code { return slices.Clone(codes) }

// Lookup returns the error code with these digits, "1-2-3", and false if the
// 5s has no such code.
func Lookup(digits string) (Code, bool) {
	i, ok := place(digits)
	if !ok {
		return Code{}, false
	}
	return codes[i], true
}

// place finds a code in the table.
func place(digits string) (int, bool) {
	return slices.BinarySearchFunc(codes, digits, func(c Code, d string) int { return strings.Compare(c.Digits, d) })
}
