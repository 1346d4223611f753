package author

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
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
		d.syntax(err)
		return d.lines, false
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		n.add(1, "the front matter must be one YAML mapping")
		return d.lines, false
	}
	d.value(file.Docs[0].Body, reflect.ValueOf(into).Elem(), "")
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

func (d *decoder) syntax(err error) {
	if e, ok := err.(yaml.Error); ok && e.GetToken() != nil {
		d.add(e.GetToken().Position.Line+1, "not YAML: %s", asInFile(e.GetMessage()))
		return
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	d.add(1, "not YAML: %s", asInFile(first))
}

func line(node ast.Node) int { return node.GetToken().Position.Line + 1 }

func (d *decoder) value(node ast.Node, into reflect.Value, path string) {
	if path != "" {
		if _, ok := d.lines[path]; !ok {
			d.lines[path] = line(node)
		}
	}
	switch into.Kind() {
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		d.value(node, into.Elem(), path)
	case reflect.Struct:
		d.mapping(node, into, path)
	case reflect.Slice:
		d.sequence(node, into, path)
	default:
		d.scalar(node, into, path)
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
		d.add(line(node), "%s must be a mapping of %s", named(path), strings.Join(keys(into.Type()), ", "))
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
		if d.value(pair.Value, field, sub); len(*d.found) == before {
			d.limits(tagOf(into.Type(), key), field, sub)
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
		d.add(line(node), "%s must be a list", named(path))
		return
	}
	into.Set(reflect.MakeSlice(into.Type(), len(list.Values), len(list.Values)))
	for i, item := range list.Values {
		d.value(item, into.Index(i), fmt.Sprintf("%s[%d]", path, i))
	}
}

func (d *decoder) scalar(node ast.Node, into reflect.Value, path string) {
	text, ok := scalarText(node)
	if !ok {
		d.add(line(node), "%s must be %s", named(path), kindName(into.Kind()))
		return
	}
	switch into.Kind() {
	case reflect.String:
		into.SetString(text)
	case reflect.Int:
		n, err := strconv.Atoi(text)
		if err != nil {
			d.add(line(node), "%s is %q; want a whole number", named(path), text)
		}
		into.SetInt(int64(n))
	case reflect.Uint64:
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			d.add(line(node), "%s is %q; want a whole number from 0", named(path), text)
		}
		into.SetUint(n)
	default:
		panic("BUG: front matter has a field of kind " + into.Kind().String())
	}
}

func scalarText(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode:
		return node.GetToken().Value, true
	}
	return "", false
}

func kindName(k reflect.Kind) string {
	if k == reflect.String {
		return "text (quote it)"
	}
	return "a whole number"
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

func tagOf(t reflect.Type, key string) reflect.StructTag {
	return t.Field(slices.Index(keys(t), key)).Tag
}

func required(t reflect.Type) []string {
	var names []string
	for i, key := range keys(t) {
		if slices.Contains(strings.Split(t.Field(i).Tag.Get("jsonschema"), ","), "required") {
			names = append(names, key)
		}
	}
	return names
}
