package entropy_test

import (
	"encoding/hex"
	"regexp"
	"testing"

	"hsmlab/sim/entropy"
)

// The stream is part of what a journal means: when these values change, every older journal does.
func TestStreamIsFixed(t *testing.T) {
	s := entropy.New(42)
	b := s.Bytes("key")
	if got, want := hex.EncodeToString(b[:8]), "6389cf031650b949"; got != want {
		t.Errorf("first bytes of seed 42: got %s, want %s", got, want)
	}
	if got, want := s.UUID("vcm"), "26f29dde-9262-464c-a089-f5af5ed5ab68"; got != want {
		t.Errorf("then an identifier: got %s, want %s", got, want)
	}
	if got, want := s.ESN("esn"), "7786-84EF-EFBA"; got != want {
		t.Errorf("then a serial number: got %s, want %s", got, want)
	}
}

func TestStreamsDiffer(t *testing.T) {
	first := func(seed uint64, label string) [32]byte { return entropy.New(seed).Bytes(label) }
	if first(1, "a") == first(2, "a") {
		t.Error("seeds 1 and 2 give the same bytes")
	}
	if first(1, "a") == first(1, "b") {
		t.Error("labels a and b give the same bytes")
	}
	s := entropy.New(1)
	if one, two := s.Bytes("a"), s.Bytes("a"); one == two {
		t.Error("asking twice gives the same bytes")
	}
}

func TestForms(t *testing.T) {
	s := entropy.New(7)
	uuid := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	esn := regexp.MustCompile(`^[0-9A-F]{4}(-[0-9A-F]{4}){2}$`)
	for range 200 {
		if u := s.UUID("x"); !uuid.MatchString(u) {
			t.Fatalf("%s is no UUID of version 4", u)
		}
		if e := s.ESN("x"); !esn.MatchString(e) {
			t.Fatalf("%s is no serial number", e)
		}
	}
}
