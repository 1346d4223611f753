package author_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"hsmlab/lessons/author"
)

// validator checks a value against a JSON Schema: the words of draft 7 that ours uses; another word is a failure of the test.
type validator struct {
	t    *testing.T
	root map[string]any
}

// schemaRefuses checks the front matter of a lesson as an editor does, and says what is wrong; "" means nothing.
func schemaRefuses(t *testing.T, lesson string) string {
	t.Helper()
	v := validator{t: t}
	if err := json.Unmarshal(author.Schema(), &v.root); err != nil {
		t.Fatal(err)
	}
	matter, _, _ := strings.Cut(strings.TrimPrefix(lesson, "---\n"), "\n---\n")
	var value any
	if err := yaml.Unmarshal([]byte(matter), &value); err != nil {
		t.Fatal(err)
	}
	return v.check("", v.root, value)
}

// check applies each word of the schema and returns the first complaint.
func (v validator) check(path string, schema, value any) string {
	if is, ok := schema.(bool); ok {
		if is {
			return ""
		}
		return path + " must not be there"
	}
	words := schema.(map[string]any)
	for word, arg := range words {
		if complaint := v.word(path, word, arg, words, value); complaint != "" {
			return complaint
		}
	}
	return ""
}

func (v validator) word(path, word string, arg any, words map[string]any, value any) string {
	switch word {
	case "$schema", "$defs", "title", "description", "then", "else":
		return ""
	case "$ref":
		name := strings.TrimPrefix(arg.(string), "#/$defs/")
		return v.check(path, v.root["$defs"].(map[string]any)[name], value)
	case "required", "additionalProperties", "properties":
		if object, is := value.(map[string]any); is {
			return v.object(path, word, arg, words, object)
		}
		return ""
	case "items":
		list, _ := value.([]any)
		for i, item := range list {
			if complaint := v.check(fmt.Sprintf("%s[%d]", path, i), arg, item); complaint != "" {
				return complaint
			}
		}
		return ""
	case "allOf":
		for _, s := range arg.([]any) {
			if complaint := v.check(path, s, value); complaint != "" {
				return complaint
			}
		}
		return ""
	case "if":
		branch := "then"
		if v.check(path, arg, value) != "" {
			branch = "else"
		}
		if s, has := words[branch]; has {
			return v.check(path, s, value)
		}
		return ""
	}
	if v.breaks(word, arg, value) {
		return fmt.Sprintf("%s: %v is against %s %v", path, value, word, arg)
	}
	return ""
}

// object applies the words about keys.
func (v validator) object(path, word string, arg any, words, object map[string]any) string {
	switch word {
	case "required":
		for _, key := range arg.([]any) {
			if _, has := object[key.(string)]; !has {
				return fmt.Sprintf("%s lacks %s", path, key)
			}
		}
	case "additionalProperties":
		for key := range object {
			if _, known := words["properties"].(map[string]any)[key]; !known {
				return fmt.Sprintf("%s has the unknown key %s", path, key)
			}
		}
	case "properties":
		for key, sub := range arg.(map[string]any) {
			if item, has := object[key]; has {
				if complaint := v.check(path+"."+key, sub, item); complaint != "" {
					return complaint
				}
			}
		}
	}
	return ""
}

// breaks applies the words that are kept or not.
func (v validator) breaks(word string, arg, value any) bool {
	text, isText := value.(string)
	list, isList := value.([]any)
	_, isObject := value.(map[string]any)
	number, isNumber := toFloat(value)
	letters, items := float64(utf8.RuneCountInString(text)), float64(len(list))
	switch word {
	case "type":
		return !map[string]bool{"string": isText, "array": isList, "object": isObject, "integer": isNumber && number == float64(int(number))}[arg.(string)]
	case "enum":
		return !contains(arg.([]any), value)
	case "const":
		return !reflect.DeepEqual(arg, value)
	case "pattern":
		return isText && !regexp.MustCompile(arg.(string)).MatchString(text)
	case "minLength":
		return isText && letters < arg.(float64)
	case "maxLength":
		return isText && letters > arg.(float64)
	case "minimum":
		return isNumber && number < arg.(float64)
	case "maximum":
		return isNumber && number > arg.(float64)
	case "minItems":
		return isList && items < arg.(float64)
	case "maxItems":
		return isList && items > arg.(float64)
	case "uniqueItems":
		return isList && repeats(list)
	case "contains":
		return isList && v.passing([]any{arg}, list...) == 0
	case "oneOf":
		return v.passing(arg.([]any), value) != 1
	case "anyOf":
		return v.passing(arg.([]any), value) == 0
	case "not":
		return v.check("", arg, value) == ""
	}
	v.t.Fatalf("the test knows no %q of JSON Schema", word)
	return true
}

// passing counts the pairs of a schema and a value that go together.
func (v validator) passing(schemas []any, values ...any) int {
	n := 0
	for _, s := range schemas {
		for _, value := range values {
			if v.check("", s, value) == "" {
				n++
			}
		}
	}
	return n
}

func contains(list []any, value any) bool {
	for _, item := range list {
		if reflect.DeepEqual(item, value) {
			return true
		}
	}
	return false
}

func repeats(list []any) bool {
	for i := range list {
		if contains(list[:i], list[i]) {
			return true
		}
	}
	return false
}

func toFloat(value any) (float64, bool) {
	switch n := value.(type) {
	case uint64:
		return float64(n), true
	case int64:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}
