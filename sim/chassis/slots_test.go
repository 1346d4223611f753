package chassis_test

import (
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
	must(t, u.Push([]byte("syntax-version=1\n[slot_mapping]\nesn="+u.ESN+"\nslot=3\n")))
	choose(t, u, "Security World mgmt", "Set up dynamic slots", "Slot mapping")
	must(t, u.Key("type:7"))
	if got := u.Slots().Swap(u.ESN); got != 7 || strings.Count(kept, "slot=") != 1 {
		t.Errorf("slot %d counts, want 7, in the place of what was pushed:\n%s", got, kept)
	}
}
