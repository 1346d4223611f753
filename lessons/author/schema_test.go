package author_test

import (
	"flag"
	"os"
	"testing"

	"hsmlab/lessons/author"
)

var update = flag.Bool("update", false, "write lessons/lesson.schema.json anew")

func TestSchemaIsCurrent(t *testing.T) {
	const file = "../lesson.schema.json"
	if *update {
		if err := os.WriteFile(file, author.Schema(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(author.Schema()) {
		t.Errorf("%s is old; run: go test ./lessons/author -run Schema -update", file)
	}
}
