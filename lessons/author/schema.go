package author

import (
	"encoding/json"

	"github.com/invopop/jsonschema"
)

// Schema is the JSON Schema of a lesson's front matter, for editors that complete and check YAML. It is kept in
// lessons/lesson.schema.json; a test says when it is old.
func Schema() []byte {
	r := jsonschema.Reflector{ExpandedStruct: true, RequiredFromJSONSchemaTags: true}
	s := r.Reflect(&FrontMatter{})
	s.Title = "Front matter of an hsmlab lesson"
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic("BUG: the schema is not JSON: " + err.Error())
	}
	return append(data, '\n')
}
