package feature

import (
	"strconv"
	"strings"
)

// Word is a set of features, a bit each. Bits without a name are reserved or
// obsolete and have no effect (guide 3.3.3.3); a Word keeps them all the same.
type Word uint32

// The features, by the names of guide 3.3.3.3.
const (
	ForeignTokenOpen Word = 0x00000001
	RemoteShare      Word = 0x00000002
	GeneralSEE       Word = 0x00000004
	ExportCGEA       Word = 0x00000008
	KISAAlgorithms   Word = 0x00000010
	StandardKM       Word = 0x00000020
	EllipticCurve    Word = 0x00000200
	HSMSpeed0        Word = 0x00000400
	ECCMQV           Word = 0x00000800
	AcceleratedECC   Word = 0x00001000
	HSMSpeed1        Word = 0x00004000
	HSMSpeed2        Word = 0x00008000
	FastRandom       Word = 0x00100000
)

// Feature describes one feature bit.
type Feature struct {
	Word  Word   // one bit
	Name  string // as typed and printed
	About string // what it allows, a few words
}

// table is sorted by bit value, the order in which tools print names.
var table = []Feature{
	{ForeignTokenOpen, "ForeignTokenOpen", "foreign token (FTO) commands"},
	{RemoteShare, "RemoteShare", "the ReceiveShare command of Remote Operator"},
	{GeneralSEE, "GeneralSEE", "any SEE machine; without function on nShield 5"},
	{ExportCGEA, "ExportCGEA", "CodeSafe 5; without function in multi-tenant firmware 14.1"},
	{KISAAlgorithms, "KISAAlgorithms", "Korean algorithms"},
	{StandardKM, "StandardKM", "standard key management commands; built in"},
	{EllipticCurve, "EllipticCurve", "elliptic curve mechanisms; built in"},
	{HSMSpeed0, "HSMSpeed0", "base speed"},
	{ECCMQV, "ECCMQV", "ECC-MQV key agreement; built in"},
	{AcceleratedECC, "AcceleratedECC", "accelerated ECC point multiplication; built in"},
	{HSMSpeed1, "HSMSpeed1", "mid speed"},
	{HSMSpeed2, "HSMSpeed2", "high speed"},
	{FastRandom, "FastRandom", "fast, uncertified random numbers for ECDSA"},
}

// postQuantum is built in but owns no bit: naming it is allowed and does
// nothing (guide 3.3.2, ruling D-48).
const postQuantum = "PostQuantum"

// All lists the features by ascending bit value. The caller owns the slice.
func All() []Feature { return append([]Feature(nil), table...) }

// Builtin returns the built-in features that own a bit. They work whether they
// are set or not (guide 3.3.2).
func Builtin() Word { return StandardKM | EllipticCurve | ECCMQV | AcceleratedECC }

// Known returns w without the bits that have no name.
func (w Word) Known() Word {
	var known Word
	for _, f := range table {
		known |= f.Word
	}
	return w & known
}

// Names returns the features as tools print them: names by ascending bit value
// joined by "|", unknown bits left out, "" if nothing remains.
func (w Word) Names() string {
	var names []string
	for _, f := range table {
		if w&f.Word != 0 {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, "|")
}

// String returns the word as a learner can type it, "0x9a23".
func (w Word) String() string { return "0x" + strconv.FormatUint(uint64(w), 16) }
