package hsconfig_test

import (
	"slices"
	"strings"
	"testing"

	"hsmlab/sim/hsconfig"
)

const example = `syntax-version=1
# ours
[dynamic_slots]
esn=BBBB-BBBB-BBBB
slotcount=1
-----
esn=AAAA-AAAA-AAAA
slotcount=1
[slot_imports]
local_esn=AAAA-AAAA-AAAA
remote_ip=127.0.0.1
remote_port=9004
remote_esn=BBBB-BBBB-BBBB
remote_slotid=0
-----
local_esn=AAAA-AAAA-AAAA
remote_ip=127.0.0.1
remote_esn=BBBB-BBBB-BBBB
remote_slotid=2
`

func TestParseKeepsOrderAndLines(t *testing.T) {
	f, err := hsconfig.Parse([]byte(example))
	if err != nil || f.Check() != nil {
		t.Fatalf("got %v, %v", err, f.Check())
	}
	in := f.Entries(hsconfig.Imports)
	if len(in) != 2 || in[1].Line != 16 || in[1].Value("remote_slotid") != "2" || in[1].Number("remote_port", 7) != 7 || in[0].Number("remote_port", 7) != 9004 {
		t.Errorf("got %+v", in)
	}
}

// imported is an import with one more line, or lines.
func imported(more string) string {
	return "[slot_imports]\nlocal_esn=AAAA-AAAA-AAAA\nremote_ip=10.0.0.2\nremote_esn=BBBB-BBBB-BBBB\n" + more + "\n"
}

func TestErrorsNameTheLine(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"section":       {"[slot_export]\n", "line 2: section [slot_export] is not known here"},
		"field":         {"[slot_mapping]\nesn=AAAA-AAAA-AAAA\nslots=2\n", `line 4: [slot_mapping] has no field "slots"; it has esn, slot`},
		"missing":       {"[slot_mapping]\nslot=2\n", "line 3: this entry of [slot_mapping] lacks esn"},
		"ESN":           {"[slot_mapping]\nesn=AAAA\n", "line 3: esn=AAAA: not an ESN"},
		"address":       {"[slot_exports]\nremote_ip=222.222.222\n", "line 3: remote_ip=222.222.222: not an IP address"},
		"slot":          {"[slot_exports]\nlocal_slotid=16\n", "line 3: local_slotid=16: not a number from 0 to 15"},
		"token":         {"[slot_exports]\nlocal_slotid=1\n", "line 3: local_slotid=1: slot 1 is the software token"},
		"token, padded": {"[slot_mapping]\nslot=+1\n", "line 3: slot=+1: slot 1 is the software token"},
		"import to it":  {"[slot_imports]\nlocal_slotid=1\n", "line 3: local_slotid=1: slot 1 is the software token"},
		"too many":      {"[dynamic_slots]\nslotcount=15\n", "line 3: slotcount=15: not a number from 0 to 14"},
		"two counts":    {"[dynamic_slots]\nesn=AAAA-AAAA-AAAA\n[dynamic_slots]\nesn=AAAA-AAAA-AAAA\n", "line 5: module AAAA-AAAA-AAAA stands in the entry of line 3 already"},
		"two mappings":  {"[slot_mapping]\nesn=AAAA-AAAA-AAAA\nslot=2\n--\nesn=AAAA-AAAA-AAAA\nslot=3\n", "line 6: module AAAA-AAAA-AAAA stands in the entry of line 3 already"},
		"two exports":   {"[slot_exports]\nlocal_esn=AAAA-AAAA-AAAA\n--\nlocal_esn=AAAA-AAAA-AAAA\nremote_esn=\"\"\nlocal_slotid=0\n", "line 5: this export of slot 0 stands in the entry of line 3 already"},
		"two ports":     {"[server_remotecomms]\nimpath_port=9004\n--\nimpath_port=9005\n", "line 5: this section stands in the entry of line 3 already"},
		"two numbers":   {imported("local_slotid=2") + "--\n" + imported("remote_slotid=2\nlocal_slotid=2")[len("[slot_imports]\n"):], "line 8: local_slotid=2 stands in the entry of line 3 already"},
		"two imports":   {imported("local_slotid=2") + imported("local_slotid=3"), "line 8: the import of slot 0 of module BBBB-BBBB-BBBB stands in the entry of line 3 already"},
		"port":          {"[slot_imports]\nremote_port=0\n", "line 3: remote_port=0: not a number from 1 to 65535"},
		"twice":         {"[slot_mapping]\nesn=AAAA-AAAA-AAAA\nesn=BBBB-BBBB-BBBB\n", "line 4: esn stands in line 3 already"},
		"no section":    {"esn=1\n", "line 2:"},
		"no field":      {"[slot_mapping]\nesn\n", "line 3:"},
		"no name":       {"[slot_mapping]\n=1\n", "line 3:"},
		"not ASCII":     {"# \xff\n", "line 2: not ASCII"},
		"carriage":      {"# a\rb\n", "line 2: not ASCII"},
		"broken header": {"[a\n", "line 2:"},
	} {
		f, err := hsconfig.Parse([]byte("syntax-version=1\n" + c.text))
		if err == nil {
			err = f.Check()
		}
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

func TestEmptyStandsForAll(t *testing.T) {
	f, err := hsconfig.Parse([]byte("syntax-version=0\r\n[slot_exports]\r\nlocal_esn=AAAA-AAAA-AAAA \nremote_ip=\nremote_esn=\"\"\n"))
	if err != nil || f.Check() != nil {
		t.Errorf("got %v, %v", err, f.Check())
	}
}

func TestAppend(t *testing.T) {
	entry := []hsconfig.Field{{Name: "esn", Value: "CCCC-CCCC-CCCC"}, {Name: "slotcount", Value: "2"}}
	got := string(hsconfig.Append([]byte(example), hsconfig.Dynamic, entry...))
	if want := "slotcount=1\n-----\nesn=CCCC-CCCC-CCCC\nslotcount=2\n[slot_imports]\n"; !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwithout\n%s", got, want)
	}
	got = string(hsconfig.Append([]byte(hsconfig.Head+"[dynamic_slots]\n# none\n"), hsconfig.Dynamic, entry...))
	if want := "[dynamic_slots]\nesn=CCCC-CCCC-CCCC\nslotcount=2\n# none\n"; !strings.HasSuffix(got, want) {
		t.Errorf("got\n%s", got)
	}
}

// FuzzParse: what is accepted keeps its entries when one more is added, and errors name a line of the text.
func FuzzParse(f *testing.F) {
	f.Add([]byte(example))
	f.Add([]byte("syntax-version=1\n[a]\nb=c\n---\nb=d\n[a]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := hsconfig.Parse(data)
		if err == nil {
			err = file.Check()
		}
		if err != nil {
			if e := err.(*hsconfig.Error); e.Line < 0 || e.Line > strings.Count(string(data), "\n")+1 {
				t.Errorf("error in line %d: %v", e.Line, err)
			}
			return
		}
		if slices.ContainsFunc(file.Entries(hsconfig.Mapping), func(e hsconfig.Entry) bool { return e.Value("esn") == "AAAA-AAAA-AAAA" }) {
			return // a second one would be an error
		}
		more, err := hsconfig.Parse(hsconfig.Append(data, hsconfig.Mapping, hsconfig.Field{Name: "esn", Value: "AAAA-AAAA-AAAA"}))
		if err != nil || more.Check() != nil || len(more.Entries(hsconfig.Mapping)) != len(file.Entries(hsconfig.Mapping))+1 {
			t.Errorf("one more entry: %v", err)
		}
	})
}

func TestReplace(t *testing.T) {
	const text = "syntax-version=1\n[dynamic_slots]\n# of the vendor\nesn=AAAA-AAAA-AAAA\n-----\nesn=BBBB-BBBB-BBBB\n# a remark\nslotcount=1\n[slot_mapping]\nesn=AAAA-AAAA-AAAA\n"
	field := hsconfig.Field{Name: "esn", Value: "CCCC-CCCC-CCCC"}
	for name, c := range map[string]struct {
		n      int
		fields []hsconfig.Field
		want   string
	}{
		"first":      {0, []hsconfig.Field{field}, "syntax-version=1\n[dynamic_slots]\n# of the vendor\nesn=CCCC-CCCC-CCCC\n-----\nesn=BBBB-BBBB-BBBB\n# a remark\nslotcount=1\n[slot_mapping]\nesn=AAAA-AAAA-AAAA\n"},
		"last":       {1, []hsconfig.Field{field}, "syntax-version=1\n[dynamic_slots]\n# of the vendor\nesn=AAAA-AAAA-AAAA\n-----\nesn=CCCC-CCCC-CCCC\n# a remark\n[slot_mapping]\nesn=AAAA-AAAA-AAAA\n"},
		"first gone": {0, nil, "syntax-version=1\n[dynamic_slots]\n# of the vendor\nesn=BBBB-BBBB-BBBB\n# a remark\nslotcount=1\n[slot_mapping]\nesn=AAAA-AAAA-AAAA\n"},
		"last gone":  {1, nil, "syntax-version=1\n[dynamic_slots]\n# of the vendor\nesn=AAAA-AAAA-AAAA\n# a remark\n[slot_mapping]\nesn=AAAA-AAAA-AAAA\n"},
	} {
		if got := string(hsconfig.Replace([]byte(text), hsconfig.Dynamic, c.n, c.fields...)); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, c.want)
		}
	}
}
