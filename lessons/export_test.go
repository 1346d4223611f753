package lessons

import (
	"bytes"
	"strings"
)

// JQValue is what jq sees of a value.
func JQValue(v any) any { return new(translator).translate(v) }

// Translator sees snapshot after snapshot, as Progress does.
type Translator = translator

// Translate is what jq sees of a snapshot.
func (t *Translator) Translate(s any) any { return t.translate(s) }

// Sealed puts the end of a transcript below its lines, as a forger does.
func Sealed(lines, hash string) string {
	b := bytes.NewBufferString(lines)
	putLine(b, wireEnd{Kind: "end", Steps: strings.Count(lines, "\n") - 1, Hash: hash, Sum: endSum([]byte(lines), hash)})
	return b.String()
}
