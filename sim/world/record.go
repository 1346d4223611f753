package world

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Set is what a host keeps of a set of operator cards in kmdata/local/cards_<hash> [simulated layout].
type Set struct {
	Name    string
	Hash    string // of its logical token (HKLTU)
	World   string // KNSO of its world
	Quorum  Quorum
	Remote  bool // cards may be read over the network
	Persist bool // keys stay loaded when the cards are taken out
}

// Key is what a host keeps of an application's key in kmdata/local/key_<app>_<ident> [simulated layout].
type Key struct {
	App, Ident string
	Name       string // chosen by people, may be empty
	Type       string // "RSA"
	Bits       int
	World      string // KNSO of its world
	Set        string // hash of the operators' set that protects it; "" = the module alone
	Recovery   bool   // administrators can put it under another set
	Hash       string
}

// Limits of texts in records, in bytes.
const (
	MaxName  = 64
	MaxIdent = 48
)

const (
	setHead = "hsmlab card set file (simulated)"
	keyHead = "hsmlab key file (simulated)"
)

// Encode writes the file of a set.
func (s Set) Encode() []byte {
	return record(setHead, "name", s.Name, "hkltu", s.Hash, "hknso", s.World, "quorum", s.Quorum.String(), "remote", strconv.FormatBool(s.Remote), "persistent", strconv.FormatBool(s.Persist))
}

// Encode writes the file of a key.
func (k Key) Encode() []byte {
	return record(keyHead, "app", k.App, "ident", k.Ident, "name", k.Name, "type", k.Type, "bits", strconv.Itoa(k.Bits), "hknso", k.World,
		"hkltu", k.Set, "recovery", strconv.FormatBool(k.Recovery), "hash", k.Hash)
}

func record(head string, pairs ...string) []byte {
	var b bytes.Buffer
	b.WriteString(head + "\n")
	for i := 0; i < len(pairs); i += 2 {
		fmt.Fprintf(&b, "%s %s\n", pairs[i], pairs[i+1])
	}
	return b.Bytes()
}

var errRecord = errors.New("not a file of a card set or of a key")

// values reads the lines of a record by their names.
func values(head string, data []byte) (map[string]string, error) {
	lines := strings.Split(string(data[:min(len(data), MaxFile)]), "\n")
	if lines[0] != head {
		return nil, errRecord
	}
	m := map[string]string{}
	for _, l := range lines[1:] {
		name, value, _ := strings.Cut(l, " ")
		m[name] = value
	}
	return m, nil
}

// ParseSet reads what Set.Encode wrote, and nothing else.
func ParseSet(data []byte) (Set, error) {
	m, err := values(setHead, data)
	if err != nil {
		return Set{}, err
	}
	s := Set{Name: m["name"], Hash: m["hkltu"], World: m["hknso"], Remote: m["remote"] == "true", Persist: m["persistent"] == "true"}
	if s.Quorum, err = ParseQuorum(m["quorum"]); err != nil {
		return Set{}, err
	}
	if !IsHash(s.Hash) || !IsHash(s.World) || !GoodName(s.Name) || !bytes.Equal(s.Encode(), data) {
		return Set{}, errRecord
	}
	return s, nil
}

// ParseKey reads what Key.Encode wrote, and nothing else.
func ParseKey(data []byte) (Key, error) {
	m, err := values(keyHead, data)
	if err != nil {
		return Key{}, err
	}
	k := Key{App: m["app"], Ident: m["ident"], Name: m["name"], Type: m["type"], World: m["hknso"], Set: m["hkltu"], Recovery: m["recovery"] == "true", Hash: m["hash"]}
	if k.Bits, err = strconv.Atoi(m["bits"]); err != nil {
		return Key{}, errRecord
	}
	good := IsHash(k.Hash) && IsHash(k.World) && (k.Set == "" || IsHash(k.Set)) && (k.Name == "" || GoodName(k.Name)) &&
		slices.Contains(Apps, k.App) && GoodIdent(k.Ident) && GoodSize(k.Type, k.Bits)
	if !good || !bytes.Equal(k.Encode(), data) {
		return Key{}, errRecord
	}
	return k, nil
}

// Apps are the applications whose keys are simulated.
var Apps = []string{"simple", "pkcs11"}

// sizes are the kinds of keys with their sizes in bits, the first of which is the default.
var sizes = map[string][]int{"RSA": {2048, 3072, 4096}, "AES": {256, 128, 192}, "EC": {256, 384, 521}}

// DefaultSize is that of a kind of key; false for kinds that are not simulated.
func DefaultSize(kind string) (int, bool) {
	list := sizes[kind]
	if list == nil {
		return 0, false
	}
	return list[0], true
}

// GoodSize reports whether keys of a kind have the size.
func GoodSize(kind string, bits int) bool { return slices.Contains(sizes[kind], bits) }

// GoodName reports whether a set or a key can have the name: 1 to MaxName printable bytes.
func GoodName(name string) bool {
	return name != "" && len(name) <= MaxName && !strings.ContainsFunc(name, unicode.IsControl)
}

// GoodIdent reports whether a key can have the identifier: lower case letters, digits and dashes, as it is part of a
// file name.
func GoodIdent(ident string) bool {
	return ident != "" && len(ident) <= MaxIdent && strings.Trim(ident, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
