package sim_test

import (
	"bytes"
	"encoding/json"
	"os"
	"runtime"
	"testing"

	"github.com/invopop/jsonschema"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
)

const schemaFile = "snapshot.schema.json"

// snapshotSchema describes the snapshot's JSON: the Go types, with their comments.
func snapshotSchema(t *testing.T) []byte {
	t.Helper()
	r := &jsonschema.Reflector{ExpandedStruct: true}
	if err := r.AddGoComments("hsmlab/sim", "./"); err != nil {
		t.Fatal(err)
	}
	s := r.Reflect(&sim.Snapshot{})
	s.Title = "Snapshot of an hsmlab lab"
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
}

// Lesson authors write goals over the snapshot: its schema must tell what is there.
func TestSchemaIsCurrent(t *testing.T) {
	if runtime.GOARCH == "wasm" {
		t.Skip("reads the sources")
	}
	want := snapshotSchema(t)
	if *update {
		if err := os.WriteFile(schemaFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(schemaFile)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not current (%v); run: go test ./sim -run Schema -update", schemaFile, err)
	}
}

// Every field that a snapshot has is described, and every one described as required is there.
func TestSnapshotFitsItsSchema(t *testing.T) {
	var schema node
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	b := simtest.New(t, "default")
	b.Provision()
	b.Refused(simtest.Provider, "hsmadmin factorystate --all", 1, "in use")
	text, err = json.Marshal(b.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		t.Fatal(err)
	}
	schema.check(t, schema.Defs, "snapshot", value)
}

// node is the part of JSON Schema that the generator uses.
type node struct {
	Ref         string          `json:"$ref"`
	Defs        map[string]node `json:"$defs"`
	Type        string          `json:"type"`
	Description string          `json:"description"`
	Properties  map[string]node `json:"properties"`
	Additional  json.RawMessage `json:"additionalProperties"`
	Required    []string        `json:"required"`
	Items       *node           `json:"items"`
}

func (n node) check(t *testing.T, defs map[string]node, path string, value any) {
	t.Helper()
	if n.Ref != "" {
		n = defs[n.Ref[len("#/$defs/"):]]
	}
	switch v := value.(type) {
	case map[string]any:
		for _, name := range n.Required {
			if _, ok := v[name]; !ok {
				t.Errorf("%s: %s is required, and missing", path, name)
			}
		}
		for name, member := range v {
			p, ok := n.Properties[name]
			if !ok && json.Unmarshal(n.Additional, &p) != nil {
				t.Errorf("%s: %s is not in the schema", path, name)
				continue
			}
			p.check(t, defs, path+"."+name, member)
		}
	case []any:
		if n.Items == nil {
			t.Errorf("%s is a list, which the schema does not say", path)
			return
		}
		for _, item := range v {
			n.Items.check(t, defs, path+"[]", item)
		}
	}
}
