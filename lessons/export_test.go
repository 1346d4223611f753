package lessons

import "reflect"

// JQValue is what jq sees of a value.
func JQValue(v any) any { return jqValue(reflect.ValueOf(v)) }
