package remoteslot_test

import (
	"fmt"
	"net/netip"
	"testing"

	"hsmlab/sim/hsconfig"
	"hsmlab/sim/remoteslot"
	"hsmlab/sim/world"
)

func show(list []remoteslot.Slot) string {
	text := ""
	for _, s := range list {
		text += fmt.Sprintf("#%d<%d:%s ", s.Number, s.Original, s.Flags())
	}
	return text
}

// The vendor's example: a dynamic slot, two imported ones, and slots 0 and 2 exchanged (guide 4.11.2.6).
func TestVendorsExample(t *testing.T) {
	var reader world.Reader
	attended := remoteslot.Own(&reader, 1, nil)
	list := remoteslot.Own(&reader, 1, nil)
	list = remoteslot.Add(list, attended[0], 3)
	list = remoteslot.Add(list, attended[2], 4)
	if got, want := show(remoteslot.Swapped(list, 2)), "#0<2:AD #1<1: #2<0:A #3<3:AR #4<4:ARD "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSwapped(t *testing.T) {
	var reader world.Reader
	one := remoteslot.Own(&reader, 0, nil)
	for name, c := range map[string]struct {
		number, swap int
		want         string
	}{
		"no exchange":          {5, 0, "#0<0:A #1<1: #5<5:AR "},
		"exchanged":            {2, 2, "#0<2:AR #1<1: #2<0:A "},
		"exchange of the soft": {2, 1, "#0<0:A #1<1: #2<2:AR "},
		"exchange of nothing":  {2, 7, "#0<0:A #1<1: #2<2:AR "},
	} {
		got := show(remoteslot.Swapped(remoteslot.Add(one, one[0], c.number), c.swap))
		if got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func TestTroubleHasLetters(t *testing.T) {
	for trouble, want := range map[remoteslot.Trouble]string{"": "AR", remoteslot.TimedOut: "ARt", remoteslot.Insecure: "ARf"} {
		if got := (remoteslot.Slot{Remote: true, Trouble: trouble}).Flags(); got != want {
			t.Errorf("%q: got %s, want %s", trouble, got, want)
		}
	}
}

func TestExports(t *testing.T) {
	f, err := hsconfig.Parse([]byte("syntax-version=1\n[slot_exports]\nlocal_esn=AAAA-AAAA-AAAA\nremote_ip=10.0.0.2\nremote_esn=BBBB-BBBB-BBBB\n---\nlocal_esn=AAAA-AAAA-AAAA\nlocal_slotid=2\n"))
	if err != nil {
		t.Fatal(err)
	}
	c := remoteslot.Read(f)
	two, three := []netip.Addr{netip.MustParseAddr("10.0.0.2")}, []netip.Addr{netip.MustParseAddr("10.0.0.3")}
	for _, e := range []struct {
		esn, to string
		slot    int
		from    []netip.Addr
		want    bool
	}{
		{"AAAA-AAAA-AAAA", "BBBB-BBBB-BBBB", 0, two, true},
		{"AAAA-AAAA-AAAA", "BBBB-BBBB-BBBB", 0, three, false},
		{"AAAA-AAAA-AAAA", "CCCC-CCCC-CCCC", 0, two, false},
		{"AAAA-AAAA-AAAA", "CCCC-CCCC-CCCC", 2, three, true}, // empty stands for all
		{"AAAA-AAAA-AAAA", "CCCC-CCCC-CCCC", 3, three, false},
		{"DDDD-DDDD-DDDD", "BBBB-BBBB-BBBB", 0, two, false},
	} {
		if got := c.Exported(e.esn, e.slot, e.from, false, e.to); got != e.want {
			t.Errorf("slot %d of %s to %s at %s: got %v", e.slot, e.esn, e.to, e.from, got)
		}
	}
}
