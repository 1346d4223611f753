package author

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// lines tells where a value was written: "tasks[2].goal" → 31. An absent key leads to the thing that lacks it.
type lines map[string]int

func (l lines) of(path string) int {
	for path != "" {
		if n, ok := l[path]; ok {
			return n
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return 1
}

// decode reads YAML into a struct, strictly. It is our own walk over the syntax tree, for three reasons: every
// value keeps its line, an unknown key is answered with the keys there are, and 4.10 stays "4.10". It is false when the
// text is not YAML: then one problem says so, and nothing was read that could have others.
func decode(matter string, into any, n notes) (lines, bool) {
	d := decoder{notes: n, lines: lines{}}
	file, err := parser.ParseBytes([]byte(matter), 0)
	if err != nil {
		d.syntax(matter, err)
		return d.lines, false
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		n.add(1, "the front matter is empty or several documents; want one YAML mapping, lines of KEY: VALUE")
		return d.lines, false
	}
	d.value(file.Docs[0].Body, reflect.ValueOf(into).Elem(), "", nil)
	return d.lines, isMapping(file.Docs[0].Body)
}

func isMapping(node ast.Node) bool {
	switch node.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return true
	}
	return false
}

type decoder struct {
	notes
	lines lines
}

func line(node ast.Node) int { return node.GetToken().Position.Line + 1 }

// value reads one value; the rules are what the schema says of its field.
func (d *decoder) value(node ast.Node, into reflect.Value, path string, rules fieldRules) {
	if path != "" {
		if _, ok := d.lines[path]; !ok {
			d.lines[path] = line(node)
		}
	}
	switch into.Kind() {
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		d.value(node, into.Elem(), path, rules)
	case reflect.Struct:
		d.mapping(node, into, path)
	case reflect.Slice:
		d.sequence(node, into, path)
	default:
		d.scalar(node, into, path, rules)
	}
}

func (d *decoder) mapping(node ast.Node, into reflect.Value, path string) {
	var pairs []*ast.MappingValueNode
	switch m := node.(type) {
	case *ast.MappingNode:
		pairs = m.Values
	case *ast.MappingValueNode: // how the parser gives a mapping with a single key
		pairs = []*ast.MappingValueNode{m}
	default:
		d.add(line(node), "%s must be a mapping of %s, not %s", named(path), strings.Join(keys(into.Type()), ", "), nodeName(node))
		return
	}
	seen := map[string]bool{}
	for _, pair := range pairs {
		key := pair.Key.GetToken().Value
		at := pair.Key.GetToken().Position.Line + 1
		field, ok := field(into, key)
		switch {
		case !ok:
			d.add(at, "unknown key %q in %s; want one of %s", key, named(path), strings.Join(keys(into.Type()), ", "))
			continue
		case seen[key]:
			d.add(at, "key %q twice in %s", key, named(path))
			continue
		}
		seen[key] = true
		sub := strings.TrimPrefix(path+"."+key, ".")
		d.lines[sub] = at
		before := len(*d.found)
		rules := rulesOf(into.Type(), key)
		if d.value(pair.Value, field, sub, rules); len(*d.found) == before {
			d.limits(rules, field, sub)
		}
	}
	for _, key := range required(into.Type()) {
		if !seen[key] {
			d.add(line(node), "%s lacks %q", named(path), key)
		}
	}
}

func (d *decoder) sequence(node ast.Node, into reflect.Value, path string) {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		d.add(line(node), "%s must be a list, [A, B] or lines \"- A\", not %s", named(path), nodeName(node))
		return
	}
	into.Set(reflect.MakeSlice(into.Type(), len(list.Values), len(list.Values)))
	for i, item := range list.Values {
		d.value(item, into.Index(i), index(path, i), nil)
	}
}

func (d *decoder) scalar(node ast.Node, into reflect.Value, path string, rules fieldRules) {
	text, written := scalarText(node)
	if into.Kind() == reflect.String {
		if !written {
			d.add(line(node), "%s must be text, not %s%s", named(path), nodeName(node), quoteIt(node))
		}
		into.SetString(text)
		return
	}
	if _, isNumber := node.(*ast.IntegerNode); isNumber && setWhole(into, node.GetToken().Value) {
		return
	}
	got := nodeName(node)
	if written {
		got = strconv.Quote(text)
	}
	d.add(line(node), "%s is %s; want a whole number without quotes%s", named(path), got, rules.bounds())
}

// setWhole is false for what is no whole number of the field's size.
func setWhole(into reflect.Value, text string) bool {
	switch into.Kind() {
	case reflect.Int:
		n, err := strconv.Atoi(text)
		into.SetInt(int64(n))
		return err == nil
	case reflect.Uint64:
		n, err := strconv.ParseUint(text, 10, 64)
		into.SetUint(n)
		return err == nil
	}
	panic("BUG: front matter has a field of kind " + into.Kind().String())
}

// scalarText is the text of a value that YAML takes for text: in quotes, in a block, or plain. A plain 4.10 is a number to
// every other reader of YAML, 4.1, so it is no text here either.
func scalarText(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	}
	return "", false
}

// nodeName says what a value is, for messages.
func nodeName(node ast.Node) string {
	written := node.GetToken().Value
	switch node.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "the number " + written
	case *ast.BoolNode:
		return "the truth value " + written
	case *ast.NullNode:
		return "nothing"
	case *ast.SequenceNode:
		return "a list"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a mapping"
	case *ast.StringNode, *ast.LiteralNode:
		return "text"
	}
	return "a tag, an anchor or an alias, which lessons do not use"
}

// quoteIt is the way out for what would be text in quotes.
func quoteIt(node ast.Node) string {
	switch node.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode, *ast.BoolNode:
		return fmt.Sprintf("; quote it: %q", node.GetToken().Value)
	}
	return ""
}

func named(path string) string {
	if path == "" {
		return "the front matter"
	}
	return path
}

func field(v reflect.Value, key string) (reflect.Value, bool) {
	i := slices.Index(keys(v.Type()), key)
	if i < 0 {
		return reflect.Value{}, false
	}
	return v.Field(i), true
}

func keys(t reflect.Type) []string {
	var names []string
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

func rulesOf(t reflect.Type, key string) fieldRules {
	return strings.Split(t.Field(slices.Index(keys(t), key)).Tag.Get("jsonschema"), ",")
}

func required(t reflect.Type) []string {
	var names []string
	for _, key := range keys(t) {
		if slices.Contains(rulesOf(t, key), "required") {
			names = append(names, key)
		}
	}
	return names
}
