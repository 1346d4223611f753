package lessons

import "fmt"

// Reason says in a word why a transcript does not count.
type Reason string

const (
	Foreign      Reason = "foreign"       // not a transcript, or of a lesson that this program does not have
	OtherVersion Reason = "other version" // of the simulator, the lesson or the format
	Renamed      Reason = "renamed"       // made under another name, or in another variant
	Truncated    Reason = "truncated"     // its end is missing
	Altered      Reason = "altered"       // damaged, or it does not replay as it says
	OverLong     Reason = "over-long"     // too large, or something was done after the time was up
	Forbidden    Reason = "forbidden"     // holds acts that the lesson does not allow
)

// Rejection is the answer to a transcript that does not count.
type Rejection struct {
	Reason Reason `json:"reason"`
	Detail string `json:"detail"`
}

// Error is "reason: detail".
func (r *Rejection) Error() string { return string(r.Reason) + ": " + r.Detail }

func reject(reason Reason, format string, args ...any) *Rejection {
	return &Rejection{Reason: reason, Detail: fmt.Sprintf(format, args...)}
}
