package lessons_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"hsmlab/lessons"
)

func FuzzDecodeState(f *testing.F) {
	f.Add([]byte(`{"lesson":"x","version":"1","seed":1,"tasks":[{"id":"a","active":true,"done":true,"hints":3}]}`))
	f.Add([]byte(`{"lesson":"x","tasks":[{"id":"a","done":true,"tripped":true}]}`))
	f.Add([]byte(`{"lesson":"","tasks":[]}`))
	f.Add([]byte(`[1,2`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := lessons.DecodeState(data)
		if err != nil {
			return
		}
		again, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		back, err := lessons.DecodeState(again)
		if err != nil || !reflect.DeepEqual(s, back) {
			t.Errorf("state does not survive: got %+v, %v; want %+v", back, err, s)
		}
	})
}
