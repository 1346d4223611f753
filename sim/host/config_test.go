package host_test

import (
	"strings"
	"testing"

	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/host"
)

// An error of the configuration names the file and the line; the hardserver does not start with it, and one that runs
// keeps what it has read.
func TestConfigErrorsNameFileAndLine(t *testing.T) {
	var c clock.Clock
	h := host.New("a", host.Provider, &c, entropy.New(1))
	write := func(text string) {
		if err := h.FS.Write(h.User(host.Root), host.ConfigFile, []byte(text), 0o664); err != nil {
			t.Fatal(err)
		}
	}
	write("syntax-version=1\n[slot_mapping]\nesn=AAAA-AAAA-AAAA\nslot=2\n")
	h.Hardserver.Start()
	write("syntax-version=1\n[slot_mapping]\nesn=AAAA-AAAA\n")
	err := h.Hardserver.ReadSlots()
	if err == nil || !strings.HasPrefix(err.Error(), host.ConfigFile+": line 3: esn=AAAA-AAAA: not an ESN") {
		t.Errorf("got %v", err)
	}
	if got := h.Hardserver.Slots().Swap("AAAA-AAAA-AAAA"); got != 2 {
		t.Errorf("the error changed the slots: swap %d, want 2", got)
	}
	h.Hardserver.Stop()
	h.Hardserver.Start()
	if on, _ := h.Hardserver.Running(); on {
		t.Error("the hardserver starts with a broken configuration")
	}
}
