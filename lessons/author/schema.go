package author

import (
	"encoding/json"

	"github.com/invopop/jsonschema"

	"hsmlab/sim/shell"
)

// Schema is the JSON Schema of a lesson's front matter, for editors that complete and check YAML. It is kept in
// lessons/lesson.schema.json; a test says when it is old. It is written for draft 7, the newest that the language servers
// of all editors know.
func Schema() []byte {
	r := jsonschema.Reflector{ExpandedStruct: true, RequiredFromJSONSchemaTags: true}
	s := r.Reflect(&FrontMatter{})
	s.Version = "http://json-schema.org/draft-07/schema#"
	s.Title = "Front matter of an hsmlab lesson"
	s.Properties.Value("scenario").Enum = choices(scenarios())
	s.Properties.Value("allow").Items.Enum = choices(shell.VerbNames())
	s.If, s.Then, s.Else = has("exam"), examSchema(), ladders()
	limitVariable(s.Definitions["Variable"])
	limitHint(s.Definitions["Hint"])
	limitTask(s.Definitions["Task"])
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic("BUG: the schema is not JSON: " + err.Error())
	}
	return append(data, '\n')
}

func choices(words []string) []any {
	var list []any
	for _, w := range words {
		list = append(list, w)
	}
	return list
}

// has holds for a mapping with all of these keys.
func has(keys ...string) *jsonschema.Schema { return &jsonschema.Schema{Required: keys} }

// oneOf holds for a mapping with exactly one of these keys.
func oneOf(keys ...string) []*jsonschema.Schema {
	var list []*jsonschema.Schema
	for _, k := range keys {
		list = append(list, has(k))
	}
	return list
}

// property holds for a mapping whose value of that key, if there is one, is of that schema.
func property(key string, s *jsonschema.Schema) *jsonschema.Schema {
	one := jsonschema.NewProperties()
	one.Set(key, s)
	return &jsonschema.Schema{Properties: one}
}

// without holds for a mapping with none of these keys.
func without(keys ...string) *jsonschema.Schema {
	none := jsonschema.NewProperties()
	for _, k := range keys {
		none.Set(k, jsonschema.FalseSchema)
	}
	return &jsonschema.Schema{Properties: none}
}

// kind holds for tasks of that kind.
func kind(name string) *jsonschema.Schema {
	s := property("kind", &jsonschema.Schema{Const: name})
	s.Required = []string{"kind"}
	return s
}

// limitVariable: a value is made in exactly one way, and only a pick goes with another.
func limitVariable(s *jsonschema.Schema) {
	s.OneOf = oneOf("pick", "range", "text")
	s.If, s.Then = has("with"), has("pick")
}

// limitHint: a hint is of one rung, and only a command has a host and a text beside it.
func limitHint(s *jsonschema.Schema) {
	s.OneOf = oneOf("nudge", "where", "command")
	s.If, s.Then = &jsonschema.Schema{AnyOf: oneOf("on", "text")}, has("command")
}

// limitTask: what only one kind of task has.
func limitTask(s *jsonschema.Schema) {
	never := without("weight", "after", "baseline", "done", "hints", "feedback")
	never.Required = []string{"title", "tripped"}
	s.If, s.Then, s.Else = kind("never"), never, without("tripped")
	s.AllOf = []*jsonschema.Schema{{If: kind("level"), Then: without("baseline")}}
}

// examSchema: an exam says which verbs it allows, those for people and hardware, and helps nobody.
func examSchema() *jsonschema.Schema {
	s := property("allow", &jsonschema.Schema{Items: &jsonschema.Schema{Enum: choices(people)}})
	s.Properties.Set("tasks", &jsonschema.Schema{Items: without("hints", "feedback")})
	s.Required = []string{"allow"}
	return s
}

// ladders: where there is help, each task but the never tasks has a nudge and a command that always apply.
func ladders() *jsonschema.Schema {
	always := func(rung string) *jsonschema.Schema {
		return &jsonschema.Schema{Contains: &jsonschema.Schema{Required: []string{rung}, Not: has("when")}}
	}
	help := property("hints", &jsonschema.Schema{AllOf: []*jsonschema.Schema{always("nudge"), always("command")}})
	help.Required = []string{"hints"}
	return property("tasks", &jsonschema.Schema{Items: &jsonschema.Schema{If: &jsonschema.Schema{Not: kind("never")}, Then: help}})
}
