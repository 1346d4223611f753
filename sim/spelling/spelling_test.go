package spelling_test

import (
	"strings"
	"testing"

	"hsmlab/sim/spelling"
)

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"enquiry", "enquiry", 0},
		{"enqiry", "enquiry", 1}, {"enquiryy", "enquiry", 1}, {"enquirz", "enquiry", 1}, {"enquriy", "enquiry", 1},
		{"ca", "abc", 3}, {"kitten", "sitting", 3},
		{strings.Repeat("a", 80), strings.Repeat("a", 79), 1}, {strings.Repeat("a", 81), strings.Repeat("a", 81), 81},
	} {
		if got := spelling.Distance(tt.a, tt.b); got != tt.want {
			t.Errorf("Distance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
