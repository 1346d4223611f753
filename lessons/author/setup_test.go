package author

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func TestASetUpLineThatGoesRoundIsEndedAndSaysSo(t *testing.T) {
	defer func(was time.Duration) { statementLimit = was }(statementLimit)
	statementLimit = 200 * time.Millisecond
	library, _ := Load(fstest.MapFS{
		"c/course.md":      {Data: []byte("---\ntitle: C\nsummary: C.\norder: 1\n---\n")},
		"c/01-x/lesson.md": {Data: []byte("---\nid: x\nsetup:\n  - ls\n  - while true; do :; done\ntasks: []\n---\n")},
	})
	want := `c/01-x/lesson.md:5: setup line "while true; do :; done" ends with status 130, want 0: `
	err := Begin(&library.Sources[0])
	if err == nil || !strings.HasPrefix(err.Error(), want) || !strings.HasSuffix(err.Error(), "[ended from outside: it had not come to an end after 200ms]") {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}
