package author

import (
	"maps"
	"reflect"
	"strings"

	"github.com/itchyny/gojq"

	"hsmlab/lessons"
)

// rules says what a jq program may not name, by kind and name, and why. A goal must give the same answer for the same
// lab wherever and whenever it is asked; a hint is asked for, so it may speak of moments.
type rules map[string]map[string]string

// Kinds of what a jq program names.
const (
	jqFunction = "function" // "..", which is short for recurse, is one
	jqVariable = "variable"
	jqField    = "field"
	jqOperator = "operator"
)

var outside = map[string]string{
	"now":               "it reads the clock of the learner's computer",
	"localtime":         "it depends on the learner's time zone",
	"strflocaltime":     "it depends on the learner's time zone",
	"env":               "it reads the environment of the learner's computer",
	"input":             "there is one input, the snapshot",
	"inputs":            "there is one input, the snapshot",
	"input_line_number": "there is one input, the snapshot",
	"input_filename":    "there is one input, the snapshot",
	"debug":             "it prints",
	"stderr":            "it prints",
	"halt":              "it ends the program",
	"halt_error":        "it ends the program",
	"repeat":            "it may never end",
	"get_search_list":   "it reads the learner's computer",
	"$__prog_name":      "it reads the learner's computer",
}

const (
	moves   = "it moves without an event, and goals are looked at only when something happened"
	unnamed = "it reads fields without naming them, clocks too; ask for the field"
	endless = "it may never end; ask with any, all or select"
	alters  = "a goal asks and changes nothing"
)

var noENV = map[string]string{"$ENV": "it reads the environment of the learner's computer"}

var goalRules = rules{
	jqFunction: with(outside, map[string]string{
		"getpath": unnamed, "path": unnamed, "paths": unnamed, "leaf_paths": unnamed, "tostream": unnamed, "..": unnamed, "recurse": unnamed,
		"infinite": endless, "until": endless, "while": endless,
	}),
	jqVariable: noENV,
	jqField:    {"now": moves, "elapsed_us": moves, "clock": moves, "boot_us": moves, "held_us": moves},
	jqOperator: {"=": alters, "|=": alters, "+=": alters, "-=": alters, "*=": alters, "/=": alters, "%=": alters, "//=": alters},
}

var hintRules = rules{jqFunction: outside, jqVariable: noENV}

func with(all ...map[string]string) map[string]string {
	sum := map[string]string{}
	for _, m := range all {
		maps.Copy(sum, m)
	}
	return sum
}

// jq checks one program: that it compiles, and that it names nothing it must not.
func (c *checker) jq(what, text string, at int, r rules) {
	names := []string{}
	for _, v := range c.source.Lesson.Vars {
		names = append(names, "$"+v.Name)
	}
	parsed, err := gojq.Parse(text)
	if err != nil {
		c.add(at, "%s is not jq: %v", what, err)
		return
	}
	before := len(*c.found)
	walkJQ(reflect.ValueOf(parsed), func(kind, name string) {
		if why, bad := r[kind][name]; bad {
			c.add(at, "%s must not use %s: %s", what, name, why)
		}
	})
	if len(*c.found) > before {
		return
	}
	if _, err := lessons.Compile(text, names); err != nil {
		c.add(at, "%s is %v", what, err)
	}
}

// walkJQ visits every name in a syntax tree. By reflection, for gojq's tree has some twenty kinds of node and no
// visitor.
func walkJQ(v reflect.Value, visit func(kind, name string)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			walkJQ(v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walkJQ(v.Index(i), visit)
		}
	case reflect.Struct:
		visitNode(v, visit)
		for i := range v.NumField() {
			walkJQ(v.Field(i), visit)
		}
	}
}

func visitNode(v reflect.Value, visit func(kind, name string)) {
	switch node := v.Interface().(type) {
	case gojq.Func:
		visit(kindOf(node.Name), node.Name)
	case gojq.Term:
		if node.Type == gojq.TermTypeRecurse {
			visit(jqFunction, "..")
		}
	case gojq.Query:
		if node.Op != 0 {
			visit(jqOperator, node.Op.String())
		}
	case gojq.Index:
		visit(jqField, node.Name+literal(node.Str))
	case gojq.PatternObject: // ". as {clock: $c}"; "{$clock}" is short for it
		visit(jqField, strings.TrimPrefix(node.Key, "$")+literal(node.KeyString))
	case gojq.ObjectKeyVal:
		if node.Val == nil && kindOf(node.Key) != jqVariable { // "{clock}", short for {clock: .clock}
			visit(jqField, node.Key+literal(node.KeyString))
		}
	}
}

func kindOf(name string) string {
	if strings.HasPrefix(name, "$") {
		return jqVariable
	}
	return jqFunction
}

// literal is a text without interpolations.
func literal(s *gojq.String) string {
	if s == nil || s.Queries != nil {
		return ""
	}
	return s.Str
}
