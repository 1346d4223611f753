//go:build !js

package app_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmlab/lessons/guide"
)

// TestEveryToldStatementHasItsPlace compares the page of facts with the list: what cannot be shown is told, under the
// statement's own address and with the section that it stands in, and nothing else is.
func TestEveryToldStatementHasItsPlace(t *testing.T) {
	var want, got []string
	for _, b := range guide.Behaviours() {
		if b.Told {
			want = append(want, b.ID+" Guide "+b.Section)
		}
	}
	for _, m := range regexp.MustCompile(`(?s)<li id="(G-[^"]+)">(.*?)</li>`).FindAllStringSubmatch(render(t, "/facts/"), -1) {
		section := regexp.MustCompile(`Guide [0-9.]+`).FindString(m[2])
		if text := strings.TrimSpace(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(m[2], "")); len(text) < 60 {
			t.Errorf("%s says next to nothing: %q", m[1], text)
		}
		got = append(got, m[1]+" "+section)
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("told statements (-list +page):\n%s", diff)
	}
}
