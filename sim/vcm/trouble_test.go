package vcm_test

import (
	"strings"
	"testing"

	"hsmlab/sim/led"
	"hsmlab/sim/vcm"
)

// Only the codes that are a VCM's own stop it, and of those only that of a Fail command can be cleared.
func TestErrorsOfAVCM(t *testing.T) {
	for _, c := range led.RemoteCodes() {
		v := newVCM()
		if v.Fail(c.Letters) {
			t.Errorf("%s: a VCM that does not run failed", c.Letters)
		}
		v.Start()
		own := c.Lamp == ""
		if got := v.Fail(c.Letters); got != own || (v.Mode() == vcm.Error) != own || (v.Code() == c.Letters) != own {
			t.Fatalf("%s: Fail is %v, mode %s, code %q; want %v", c.Letters, got, v.Mode(), v.Code(), own)
		}
		if own && v.Trouble() != c.Letters+": "+c.Meaning {
			t.Errorf("%s: trouble is %q", c.Letters, v.Trouble())
		}
		v.Switch(vcm.Maintenance)
		cured := !own || c.Letters == "D"
		if (v.Mode() == vcm.Maintenance) != cured || v.Answers() != cured {
			t.Errorf("%s: mode %s after a change of the mode", c.Letters, v.Mode())
		}
		v.Stop()
		v.Start()
		if v.Trouble() != "" || !v.Answers() || v.Mode() == vcm.Error {
			t.Errorf("%s: %q after it was started anew", c.Letters, v.Trouble())
		}
	}
}

func TestFailCommandIsAnError(t *testing.T) {
	v := newVCM()
	v.Start()
	v.Switch(vcm.Error)
	if v.Code() != "D" || !strings.Contains(v.Trouble(), "Fail command") || !v.Answers() {
		t.Errorf("got %q, %q", v.Code(), v.Trouble())
	}
	if v.Clear(); v.Trouble() != "" || v.Mode() == vcm.Error {
		t.Errorf("after Clear: %q, mode %s", v.Trouble(), v.Mode())
	}
	if v.Fail("OLX") || v.Fail("") {
		t.Error("there are no such codes")
	}
}
