package lessons

import (
	"bytes"
	"reflect"
	"strings"
)

// JQValue is what jq sees of a value.
func JQValue(v any) any { return jqValue(reflect.ValueOf(v)) }

// Sealed puts the end of a transcript below its lines, as a forger does.
func Sealed(lines, hash string) string {
	b := bytes.NewBufferString(lines)
	putLine(b, wireEnd{Kind: "end", Steps: strings.Count(lines, "\n") - 1, Hash: hash, Sum: endSum([]byte(lines), hash)})
	return b.String()
}
