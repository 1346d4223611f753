package sim

import (
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"
)

// legible makes an event fit for the journal, which is JSON and so holds only UTF-8: what was typed or piped has
// its other bytes replaced, as they would be on the way to a file; names that are not UTF-8 are refused, since
// a replay would take another file for them.
func legible(e Event) (Event, error) {
	switch t := e.(type) {
	case Line:
		t.Text, t.Dir = utf8Only(t.Text), utf8Only(t.Dir)
		t.Env = utf8List(t.Env)
		e = t
	case Exec:
		t.Stdin, t.Env = utf8Only(t.Stdin), utf8List(t.Env)
		e = t
	case Input:
		t.Line = utf8Only(t.Line)
		e = t
	}
	v := reflect.ValueOf(e)
	if v.Kind() != reflect.Struct {
		return e, nil // Do refuses it
	}
	for i := range v.NumField() {
		if !allUTF8(v.Field(i)) {
			return nil, fmt.Errorf("%s: %s is not UTF-8: Invalid or incomplete multibyte or wide character", e.kind(), strings.ToLower(v.Type().Field(i).Name))
		}
	}
	return e, nil
}

func allUTF8(v reflect.Value) bool {
	switch {
	case v.Kind() == reflect.String:
		return utf8.ValidString(v.String())
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.String:
		for i := range v.Len() {
			if !allUTF8(v.Index(i)) {
				return false
			}
		}
	}
	return true
}

func utf8Only(s string) string { return strings.ToValidUTF8(s, "\ufffd") }

func utf8List(list []string) []string {
	for i, s := range list {
		if !utf8.ValidString(s) {
			clean := append([]string(nil), list...)
			for j := i; j < len(clean); j++ {
				clean[j] = utf8Only(clean[j])
			}
			return clean
		}
	}
	return list
}
