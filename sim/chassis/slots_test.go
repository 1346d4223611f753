package chassis_test

import (
	"fmt"
	"strings"
	"testing"

	"hsmlab/sim/chassis"
)

// The panel writes the mapping as a file would have it, in the place of the one that counts, and only for slots that
// can be exchanged.
func TestSlotMappingAtThePanel(t *testing.T) {
	var kept string
	u, _ := unitOf(chassis.NShield5c)
	u.Keep = func(config []byte) { kept = string(config) }
	dynamic := func(n int) string {
		return fmt.Sprintf("syntax-version=1\n[dynamic_slots]\nesn=%s\nslotcount=%d\n", u.ESN, n)
	}
	must(t, u.Push([]byte(dynamic(14))))
	for _, c := range []struct {
		value string
		want  int // slot that counts then
		entry string
	}{{"2", 2, "slot=2"}, {"15", 15, "slot=15"}, {"0", 0, "slot=0"}, {"1", 0, "slot=0"}, {"16", 0, "slot=0"}, {"-2", 0, "slot=0"}, {"x", 0, "slot=0"}} {
		choose(t, u, "Security World mgmt", "Set up dynamic slots", "Slot mapping")
		must(t, u.Key("type:"+c.value))
		if got := u.Slots().Swap(u.ESN); got != c.want || !strings.Contains(kept, "[slot_mapping]\nesn="+u.ESN+"\n"+c.entry+"\n") {
			t.Errorf("after %s slot %d counts, want %d; kept is\n%s", c.value, got, c.want, kept)
		}
	}
	must(t, u.Push([]byte(dynamic(2)+"[slot_mapping]\nesn="+u.ESN+"\nslot=3\n")))
	for _, c := range []struct {
		value string
		want  int
	}{{"2", 2}, {"7", 2}} { // the module has no slot 7
		choose(t, u, "Security World mgmt", "Set up dynamic slots", "Slot mapping")
		must(t, u.Key("type:"+c.value))
		if got := u.Slots().Swap(u.ESN); got != c.want || strings.Count(kept, "slot=") != 1 {
			t.Errorf("after %s slot %d counts, want %d, in the place of what was pushed:\n%s", c.value, got, c.want, kept)
		}
	}
	if !strings.Contains(strings.Join(u.Display(), "\n"), "has no slot 7") {
		t.Error("the display does not say that there is no slot 7")
	}
}
