package world_test

import (
	"bytes"
	"strings"
	"testing"

	"hsmlab/sim/world"
)

var (
	set = world.Set{Name: "remote staff", Hash: world.Hash("t"), World: world.Hash("w"), Quorum: world.Quorum{K: 1, N: 2}, Remote: true, Persist: true}
	key = world.Key{App: "simple", Ident: "k1", Name: "first key", Type: "RSA", Bits: 2048, World: world.Hash("w"), Set: set.Hash, Recovery: true, Hash: world.Hash("k")}
)

func TestRecordsAreReadAsTheyWereWritten(t *testing.T) {
	if got, err := world.ParseSet(set.Encode()); err != nil || got != set {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := world.ParseKey(key.Encode()); err != nil || got != key {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestDamagedRecords(t *testing.T) {
	good := string(key.Encode())
	for name, text := range map[string]string{
		"empty": "", "a set": string(set.Encode()), "cut": good[:len(good)/2], "longer": good + "x 1\n",
		"app": strings.Replace(good, "simple", "magic", 1), "ident": strings.Replace(good, "k1", "../k1", 1),
		"size": strings.Replace(good, "2048", "2049", 1), "bool": strings.Replace(good, "true", "yes", 1),
		"hash": strings.Replace(good, key.Hash, strings.ToUpper(key.Hash)+"F", 1),
	} {
		if k, err := world.ParseKey([]byte(text)); err == nil {
			t.Errorf("%s: got %+v", name, k)
		}
	}
}

// FuzzParseRecord: what is accepted is written the same way.
func FuzzParseRecord(f *testing.F) {
	f.Add(set.Encode())
	f.Add(key.Encode())
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, err := world.ParseSet(data); err == nil && !bytes.Equal(s.Encode(), data) {
			t.Errorf("set %+v", s)
		}
		if k, err := world.ParseKey(data); err == nil && !bytes.Equal(k.Encode(), data) {
			t.Errorf("key %+v", k)
		}
	})
}
