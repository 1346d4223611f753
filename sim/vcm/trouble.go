package vcm

import "hsmlab/sim/led"

// failCommand is the code of a VCM that nopclearfail --fail stopped (guide 4.4.3.3).
const failCommand = "D"

// Fail puts a running VCM in the error state of a remote error code of the 5s, "OLC". Others do not notice, and the
// lamp does not change (D-77). It reports whether it did: codes that the lamp shows are not a VCM's.
func (v *VCM) Fail(letters string) bool {
	c, ok := led.Remote(letters)
	if !ok || c.Lamp != "" || !v.Active() {
		return false
	}
	v.enter(Error)
	v.error = letters
	return true
}

// Answers reports whether the ncoreapi service takes commands. After a Fail command it takes one that clears it, after
// any other error none: the VCM must be started anew, as a reset of the HSM does (guide 4.4.3.1).
func (v *VCM) Answers() bool { return v.Active() && (v.error == "" || v.error == failCommand) }

// Trouble is the code that put the VCM in its error state with what it means, "OLC: SIGABRT: …"; "" in all others.
func (v *VCM) Trouble() string {
	c, ok := led.Remote(v.error)
	if !ok {
		return ""
	}
	return c.Letters + ": " + c.Meaning
}

// Code is the letters of the remote error code that put the VCM in its error state, "" in all others.
func (v *VCM) Code() string { return v.error }
