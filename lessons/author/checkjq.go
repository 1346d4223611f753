package author

import (
	"reflect"

	"github.com/itchyny/gojq"

	"hsmlab/lessons"
)

// rules says what a jq program may not name. A goal must give the same answer for the same lab wherever and
// whenever it is asked; a hint is asked for, so it may speak of moments.
type rules struct {
	functions map[string]string
	variables map[string]string
	fields    map[string]string
}

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

const moves = "it moves without an event, and goals are looked at only when something happened"

var goalRules = rules{
	functions: outside,
	variables: map[string]string{"$ENV": "it reads the environment of the learner's computer"},
	fields: map[string]string{
		"now": moves, "elapsed_us": moves, "clock": moves, "boot_us": moves, "held_us": moves,
	},
}

var hintRules = rules{functions: outside, variables: goalRules.variables}

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
		why, bad := map[string]map[string]string{
			"function": r.functions, "variable": r.variables, "field": r.fields,
		}[kind][name]
		if bad {
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

// walkJQ visits every function, variable and field name of a syntax tree. By reflection, for gojq's tree has
// some twenty kinds of node and no visitor.
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
		kind := "function"
		if len(node.Name) > 0 && node.Name[0] == '$' {
			kind = "variable"
		}
		visit(kind, node.Name)
	case gojq.Index:
		if node.Name != "" {
			visit("field", node.Name)
		} else if node.Str != nil && node.Str.Queries == nil {
			visit("field", node.Str.Str)
		}
	}
}
