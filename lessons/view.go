package lessons

import (
	"encoding"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"reflect"
	"strings"
	"sync"

	"hsmlab/sim"
)

// translator makes of snapshots what jq works on. It remembers the files of hosts, which are half of a snapshot: while
// nothing happens to them, snapshots share the map, and jq never changes a value.
type translator struct {
	known, used map[uintptr]translated // by the map's address
}

type translated struct {
	files map[string]sim.FileSnapshot
	plain any
}

func (t *translator) translate(v any) any {
	t.used = map[uintptr]translated{}
	plain := t.value(reflect.ValueOf(v))
	t.known = t.used
	return plain
}

// value turns a value into what jq programs work on: what JSON makes of it, without the way through text, which is
// most of what looking at goals would cost. Whole numbers stay whole.
func (t *translator) value(v reflect.Value) any {
	if !v.IsValid() {
		return nil
	}
	if plain, ok := marshalled(v); ok {
		return plain
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		return t.value(v.Elem())
	case reflect.Struct:
		object := map[string]any{}
		t.fields(v, object)
		return object
	case reflect.Map:
		return t.mapping(v)
	case reflect.Slice, reflect.Array:
		return t.list(v)
	case reflect.String:
		return v.String()
	case reflect.Bool:
		return v.Bool()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return int(v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return jqUint(v.Uint())
	case reflect.Float32, reflect.Float64:
		return v.Float()
	}
	panic("BUG: a snapshot holds a " + v.Kind().String())
}

func jqUint(n uint64) any {
	if n > 1<<62 {
		return new(big.Int).SetUint64(n)
	}
	return int(n)
}

func (t *translator) mapping(v reflect.Value) any {
	if v.IsNil() {
		return nil
	}
	if v.Type() == filesType {
		return t.files(v)
	}
	return t.mapped(v)
}

// files translates the files of a host, unless it has done so already. The map is kept with what was made of it, so that
// no other can come to lie at its address.
func (t *translator) files(v reflect.Value) any {
	done, ok := t.known[v.Pointer()]
	if !ok {
		done = translated{v.Interface().(map[string]sim.FileSnapshot), t.mapped(v)}
	}
	t.used[v.Pointer()] = done
	return done.plain
}

func (t *translator) mapped(v reflect.Value) any {
	object := make(map[string]any, v.Len())
	for iter := v.MapRange(); iter.Next(); {
		object[iter.Key().String()] = t.value(iter.Value())
	}
	return object
}

func (t *translator) list(v reflect.Value) any {
	if v.Kind() == reflect.Slice && v.IsNil() {
		return nil
	}
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
		return base64.StdEncoding.EncodeToString(v.Bytes())
	}
	list := make([]any, v.Len())
	for i := range list {
		list[i] = t.value(v.Index(i))
	}
	return list
}

var (
	filesType     = reflect.TypeFor[map[string]sim.FileSnapshot]()
	jsonMarshaler = reflect.TypeFor[json.Marshaler]()
	textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
)

// marshalled lets types that write themselves do so.
func marshalled(v reflect.Value) (any, bool) {
	t := v.Type()
	if !t.Implements(jsonMarshaler) && !t.Implements(textMarshaler) {
		return nil, false
	}
	data, err := json.Marshal(v.Interface())
	var plain any
	if err == nil {
		err = json.Unmarshal(data, &plain)
	}
	if err != nil {
		panic("BUG: the snapshot is not JSON: " + err.Error())
	}
	return plain, true
}

// member is a field of a struct as JSON knows it.
type member struct {
	index     int
	name      string
	omitEmpty bool
	omitZero  bool
	embedded  bool
}

var members sync.Map // reflect.Type → []member

func membersOf(t reflect.Type) []member {
	if known, ok := members.Load(t); ok {
		return known.([]member)
	}
	var list []member
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Tag.Get("json") == "-" || !f.IsExported() && !f.Anonymous {
			continue
		}
		m := member{index: i, name: name, embedded: f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct}
		m.omitEmpty, m.omitZero = strings.Contains(options, "omitempty"), strings.Contains(options, "omitzero")
		if m.name == "" {
			m.name = f.Name
		}
		list = append(list, m)
	}
	members.Store(t, list)
	return list
}

func (t *translator) fields(v reflect.Value, object map[string]any) {
	for _, m := range membersOf(v.Type()) {
		field := v.Field(m.index)
		switch {
		case m.embedded:
			t.fields(field, object)
		case m.omitEmpty && empty(field), m.omitZero && field.IsZero():
		default:
			object[m.name] = t.value(field)
		}
	}
}

// empty is what omitempty leaves out.
func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.Array, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

// View is a snapshot as goals see it: maps, lists, texts, numbers and truth values.
func View(s *sim.Snapshot) any { return new(translator).translate(s) }
