package feature

// Speed is a speed rating. Ratings are ordered: Base < Mid < High.
type Speed int

// The speed ratings of HSMs and VCMs (guide 3.3.4, 4.9.5).
const (
	Base Speed = iota
	Mid
	High
)

const speedBits = HSMSpeed0 | HSMSpeed1 | HSMSpeed2

// String returns the rating as people write it: "Base", "Mid" or "High".
func (s Speed) String() string { return [...]string{"Base", "Mid", "High"}[s] }

// Bit returns the feature that stands for the rating.
func (s Speed) Bit() Word { return [...]Word{HSMSpeed0, HSMSpeed1, HSMSpeed2}[s] }

// Speed returns the highest rating whose bit is set, and false with Base if
// there is none.
func (w Word) Speed() (Speed, bool) {
	for s := High; s >= Base; s-- {
		if w&s.Bit() != 0 {
			return s, true
		}
	}
	return Base, false
}

// Exceeds returns what vcm has beyond platform; zero means that the platform
// can host it. Built-in features and bits without a name never count, and a
// speed bit counts only if it ranks above the platform's own rating: a slower
// VCM is a subset (guide 3.3.1, 3.3.4). A platform without a rating is Base.
func Exceeds(vcm, platform Word) Word {
	over := vcm.Known() &^ Builtin() &^ platform &^ speedBits
	rating, _ := platform.Speed()
	for s := rating + 1; s <= High; s++ {
		over |= vcm & s.Bit()
	}
	return over
}

// ConvertForPlatform returns the features that a VCM really gets: on a Mid HSM
// the bit HSMSpeed1 turns into HSMSpeed0, without a word to anybody (guide
// 3.3.4, ruling D-46). Elsewhere nothing changes.
func ConvertForPlatform(vcm, platform Word) Word {
	rating, _ := platform.Speed()
	if rating == Mid && vcm&HSMSpeed1 != 0 {
		return vcm&^HSMSpeed1 | HSMSpeed0
	}
	return vcm
}
