package lessons_test

import (
	"encoding/json"
	"net/netip"
	"reflect"
	"testing"

	"hsmlab/lessons"
	"hsmlab/sim"
	"hsmlab/sim/journalgen"
)

// through is a value on the way through text: the meaning of JQValue.
func through(t *testing.T, v any) any {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var plain any
	if err := json.Unmarshal(data, &plain); err != nil {
		t.Fatal(err)
	}
	return plain
}

type inner struct {
	A int `json:"a,omitempty"`
	B string
}

type odd struct {
	inner
	Skip   string            `json:"-"`
	Empty  []int             `json:"empty,omitempty"`
	Nil    []int             `json:"nil"`
	Zero   inner             `json:"zero,omitzero"`
	Kept   inner             `json:"kept,omitempty"`
	Bytes  []byte            `json:"bytes"`
	None   *inner            `json:"none"`
	Some   *inner            `json:"some"`
	Any    any               `json:"any"`
	Map    map[string]int    `json:"map"`
	NoMap  map[string]int    `json:"nomap"`
	Array  [2]bool           `json:"array"`
	Addr   netip.Addr        `json:"addr"`
	Labels map[string]string `json:"labels,omitempty"`
	Big    uint64            `json:"big"`
	Minus  int8              `json:"minus"`
	hidden int
}

func TestJQSeesWhatJSONSays(t *testing.T) {
	values := []any{
		odd{inner: inner{B: "b"}, hidden: 1}, &odd{inner: inner{A: 3}, Bytes: []byte("xyz"), Some: &inner{B: "ü<&"}, Any: []string{"x"},
			Map: map[string]int{"a": 1}, Addr: netip.MustParseAddr("10.0.0.1"), Big: 1 << 52, Minus: -4, Zero: inner{A: 1}}, nil, []any{1, "x", nil},
	}
	for _, s := range sim.Scenarios() {
		lab, err := sim.New(sim.Options{Scenario: s.Name, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		values = append(values, lab.Snapshot())
		lab.Close()
	}
	for seed := range uint64(20) {
		_, lab := journalgen.Stream(seed, 60)
		values = append(values, lab.Snapshot())
		lab.Close()
	}
	for i, v := range values {
		if got, want := through(t, lessons.JQValue(v)), through(t, v); !reflect.DeepEqual(got, want) {
			t.Errorf("value %d: got %v, want %v", i, got, want)
		}
	}
}

// TestJQSeesWhatChanged looks at a lab after every event, as a lesson does: what is remembered of the files between two
// looks must never be out of date.
func TestJQSeesWhatChanged(t *testing.T) {
	for seed := range uint64(5) {
		g := journalgen.New(seed)
		var kept lessons.Translator
		for range 150 {
			g.Next()
			if got, want := kept.Translate(g.Lab.Snapshot()), lessons.View(g.Lab.Snapshot()); !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d: after %v jq sees what was before", seed, g.Lab.Snapshot().Last)
			}
		}
		g.Lab.Close()
	}
}
