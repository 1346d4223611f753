// Package firmware is what can be loaded into an nShield 5s: versions, and what they bring.
//
// Modelled: version numbers and their order, and from which version on the guide says that something is so.
// Not modelled: code.
package firmware

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Version is a firmware version, "14.1.1".
type Version struct{ Major, Minor, Patch int }

// Versions from which on the HSM behaves differently.
var (
	BootloaderUpdate = Version{13, 4, 0} // the bootloader can be updated (guide 4.1.2.2)
	SignedLogs       = Version{13, 5, 0} // signed system logs, key certificates, clock rules (guide 4.7.1, 4.12)
	InitLogKept      = Version{13, 7, 0} // the init log can be cleared in recovery mode only (D-33)
	MultiTenancy     = Version{14, 1, 0} // VCMs; before, ncoreapi runs at platform level (D-23)
)

// ParseVersion reads "14.1.1" or "13.5".
func ParseVersion(text string) (Version, error) {
	var n [3]int
	parts := strings.Split(text, ".")
	if len(parts) < 2 || len(parts) > 3 {
		return Version{}, fmt.Errorf("%.20q is not a firmware version such as 14.1.1", text)
	}
	for i, p := range parts {
		v, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return Version{}, fmt.Errorf("%.20q is not a firmware version such as 14.1.1", text)
		}
		n[i] = int(v)
	}
	return Version{n[0], n[1], n[2]}, nil
}

// MustParse is ParseVersion for constants of the program.
func MustParse(text string) Version {
	v, err := ParseVersion(text)
	if err != nil {
		panic("BUG: " + err.Error())
	}
	return v
}

// Compare is negative when v is older than o, zero when they are the same.
func (v Version) Compare(o Version) int {
	return cmp.Or(cmp.Compare(v.Major, o.Major), cmp.Compare(v.Minor, o.Minor), cmp.Compare(v.Patch, o.Patch))
}

// Since reports whether v is o or newer.
func (v Version) Since(o Version) bool { return v.Compare(o) >= 0 }

// Short is the text without the patch, "13.4".
func (v Version) Short() string { return fmt.Sprintf("%d.%d", v.Major, v.Minor) }

// String is the usual text.
func (v Version) String() string { return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Patch) }
