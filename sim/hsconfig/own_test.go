package hsconfig_test

import (
	"slices"
	"strings"
	"testing"

	"hsmlab/sim/hsconfig"
)

// checked parses sections that are sound by themselves.
func checked(t *testing.T, sections string) *hsconfig.File {
	t.Helper()
	f, err := hsconfig.Parse([]byte("syntax-version=1\n" + sections))
	if err == nil {
		err = f.Check()
	}
	if err != nil {
		t.Fatalf("%s: %v", sections, err)
	}
	return f
}

var two = []hsconfig.Module{{ESN: "AAAA-AAAA-AAAA"}, {ESN: "CCCC-CCCC-CCCC", Elsewhere: "in a box"}}

func TestSuits(t *testing.T) {
	const in = "esn=AAAA-AAAA-AAAA\n"
	for name, c := range map[string]struct{ sections, want string }{
		"export of another's":  {"[slot_exports]\nlocal_esn=BBBB-BBBB-BBBB\n", "line 3: module BBBB-BBBB-BBBB is not in here; it has AAAA-AAAA-AAAA"},
		"import to another's":  {strings.ReplaceAll(imported("local_slotid=2"), "local_esn=AAAA", "local_esn=BBBB"), "line 3: module BBBB"},
		"mapping of another's": {"[slot_mapping]\nesn=BBBB-BBBB-BBBB\n", "line 3: module BBBB"},
		"another's dynamic":    {"[dynamic_slots]\n" + in + "--\nesn=CCCC-CCCC-CCCC\n", "line 5: module CCCC-CCCC-CCCC is in a box"},
		"export of no slot":    {"[slot_exports]\nlocal_" + in + "local_slotid=9\n", "line 4: module AAAA-AAAA-AAAA itself has no slot 9; dynamic ones: 0"},
		"export of an import":  {imported("local_slotid=2") + "[slot_exports]\nlocal_" + in + "local_slotid=2\n", "line 9: module AAAA-AAAA-AAAA itself has no slot 2"},
		"mapping of no slot":   {imported("local_slotid=2") + "[slot_mapping]\n" + in + "slot=3\n", "line 9: module AAAA-AAAA-AAAA has no slot 3"},
		"no number left":       {"[dynamic_slots]\n" + in + "slotcount=14\n" + imported(""), "line 6: no slot number is left"},
		"dynamic, exported":    {"[slot_exports]\nlocal_" + in + "local_slotid=3\n[dynamic_slots]\n" + in + "slotcount=2\n", ""},
		"import, mapped":       {"[slot_mapping]\n" + in + "slot=3\n[dynamic_slots]\n" + in + "slotcount=1\n" + imported(""), ""},
		"slot 0, mapped":       {"[slot_mapping]\n" + in + "slot=0\n", ""},
	} {
		got := ""
		if err := checked(t, c.sections).Suits("here", two); err != nil {
			got = err.Error()
		}
		if !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
	desk := []hsconfig.Module{{ESN: "AAAA-AAAA-AAAA", Dynamic: 1}}
	if err := checked(t, "[slot_exports]\nlocal_"+in+"local_slotid=2\n").Suits("here", desk); err != nil {
		t.Errorf("a dynamic slot without an entry: %v", err)
	}
	if err := checked(t, "[dynamic_slots]\n"+in).Suits("here", nil); err == nil || !strings.HasSuffix(err.Error(), "it has none") {
		t.Errorf("no module at all: %v", err)
	}
}

// What is chosen goes first, what is open takes the lowest number left, and dynamic slots keep theirs.
func TestNumbers(t *testing.T) {
	for name, c := range map[string]struct {
		dynamic      int
		wanted, want []int
	}{
		"as wanted":           {0, []int{5}, []int{5}},
		"lowest":              {0, []int{0, 0}, []int{2, 3}},
		"software token":      {0, []int{1}, []int{2}},
		"chosen before open":  {0, []int{0, 2, 0}, []int{3, 2, 4}},
		"dynamic slots first": {1, []int{2, 3}, []int{4, 3}},
		"twice":               {0, []int{4, 4}, []int{4, 2}},
	} {
		own := func(n int) bool { return n < 2+c.dynamic }
		if got := hsconfig.Numbers(own, c.wanted); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestNotes(t *testing.T) {
	f := checked(t, "[rfs_client]\nremote_ip=10.0.0.9\n[dynamic_slots]\nesn=AAAA-AAAA-AAAA\nslotcount=1\n"+imported("local_slotid=2")+"[server_remotecomms]\nimpath_addr=10.0.0.1\n")
	var got []string
	for _, n := range f.Notes(two) {
		got = append(got, n.Error())
	}
	for i, want := range []string{
		"line 2: section [rfs_client] is not simulated, because ",
		"line 11: slot 2 of module AAAA-AAAA-AAAA is a dynamic one, which takes precedence; the imported slot becomes slot 3",
		"line 13: impath_addr is not simulated, because ",
	} {
		if i >= len(got) || !strings.HasPrefix(got[i], want) {
			t.Errorf("note %d: got %q, want %s", i, got, want)
		}
	}
}
