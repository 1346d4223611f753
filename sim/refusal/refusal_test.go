package refusal_test

import (
	"encoding/json"
	"testing"

	"hsmlab/sim/refusal"
)

func TestRefusalSaysWhoWhatAndWhy(t *testing.T) {
	rule := refusal.Rule{ID: "G-3.4.1.3-1", Guide: "3.4.1.3", Basis: refusal.Documented}
	r := rule.New("orchestrator", "stop", "the VCM is in use")
	if got, want := r.Error(), "orchestrator stop: the VCM is in use"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"service":"orchestrator","method":"stop","reason":"the VCM is in use","id":"G-3.4.1.3-1","guide":"3.4.1.3","basis":"documented"}`
	if string(b) != want {
		t.Errorf("got  %s\nwant %s", b, want)
	}
}
