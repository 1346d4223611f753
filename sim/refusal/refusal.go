// Package refusal says what a refusal is: a value that names the service and method that refused, the
// reason, the statement of the guide that demands it, and how sure we are of it.
//
// Refusals are values so that tools can print them in one form, `lab explain` can tell the rule behind
// the last answer, and the coverage report can count which rules a transcript really ran into.
package refusal

// Basis tells where a rule comes from.
type Basis string

const (
	Documented Basis = "documented" // the guide states it
	Inferred   Basis = "inferred"   // it follows from what the guide states
	Simulated  Basis = "simulated"  // no public source shows it; hsmlab designed it
)

// Refusal is a rule that stopped a command.
type Refusal struct {
	Service string `json:"service"`         // the HSM service or host program that refused
	Method  string `json:"method"`          // what it was asked to do
	Reason  string `json:"reason"`          // why not, in the tool's own words
	ID      string `json:"id,omitempty"`    // behaviour id, G-…
	Guide   string `json:"guide,omitempty"` // section of the guide
	Basis   Basis  `json:"basis"`

	Also []string `json:"also,omitempty"` // other behaviours of the guide that this refusal shows as well
}

// IDs are the behaviours that the refusal shows.
func (r *Refusal) IDs() []string {
	if r.ID == "" {
		return r.Also
	}
	return append([]string{r.ID}, r.Also...)
}

// Error is the refusal in the guide's own form, without the leading "ERROR: Failed to …".
func (r *Refusal) Error() string { return r.Service + " " + r.Method + ": " + r.Reason }

// Rule is a refusal that a package declares once and raises with New when it applies.
type Rule struct {
	ID, Guide string
	Basis     Basis
	Also      []string // the guide says the same thing in several places
}

// New raises the rule.
func (r Rule) New(service, method, reason string) *Refusal {
	return &Refusal{Service: service, Method: method, Reason: reason, ID: r.ID, Guide: r.Guide, Basis: r.Basis, Also: r.Also}
}
