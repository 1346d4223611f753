package app_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"hsmlab/app"
)

// played parses an asciicast, version 2, as a player does.
func played(t *testing.T, data []byte) (header map[string]any, at []float64, text string) {
	t.Helper()
	lines := bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))
	if err := json.Unmarshal(lines[0], &header); err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		var event []any
		if err := json.Unmarshal(line, &event); err != nil || len(event) != 3 || event[1] != "o" {
			t.Fatalf("event %s: %v", line, err)
		}
		at = append(at, event[0].(float64))
		text += event[2].(string)
	}
	return header, at, text
}

func TestARecordingIsAnAsciicast(t *testing.T) {
	r := &app.Recording{}
	r.Add(5*time.Second, "root@provider:~# ")
	r.Add(5*time.Second, "date\r\n")
	r.Add(7500*time.Millisecond, "\x1b[1mMon\x1b[0m \xe2\x82") // the first two bytes of a euro sign
	r.Add(8*time.Second, "\xac\r\n")
	r.Add(6*time.Second, "after undo\r\n")
	r.Add(6*time.Second+250*time.Microsecond, "end")
	header, at, text := played(t, r.Encode("hsmlab: provider", 100, 30, time.Unix(1_000_000, 0)))
	if header["version"] != 2.0 || header["width"] != 100.0 || header["height"] != 30.0 || header["timestamp"] != 1_000_005.0 || header["title"] != "hsmlab: provider" {
		t.Errorf("header %v", header)
	}
	if want := "root@provider:~# date\r\n\x1b[1mMon\x1b[0m €\r\nafter undo\r\nend"; text != want {
		t.Errorf("got %q, want %q", text, want)
	}
	if want := []float64{0, 2.5, 3, 3.00025}; !equal(at, want) {
		t.Errorf("times %v, want %v", at, want)
	}
}

func equal(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// A recording that was kept goes on after a reload, also when the lab's time was taken back before.
func TestARecordingGoesOnAfterAReload(t *testing.T) {
	r := &app.Recording{}
	r.Add(10*time.Second, "one ")
	r.Add(4*time.Second, "two ")
	r.Add(5*time.Second, "three ")
	again := r.Reloaded(5 * time.Second)
	again.Add(6*time.Second, "four")
	_, at, text := played(t, again.Encode("", 80, 24, time.Unix(0, 0)))
	if text != "one two three four" || !equal(at, []float64{0, 1, 2}) {
		t.Errorf("got %q at %v", text, at)
	}
}

func TestARecordingIsBounded(t *testing.T) {
	r := &app.Recording{}
	for i := range 100 {
		r.Add(time.Duration(i)*time.Second, strings.Repeat("x", 20<<10)+"\n")
	}
	r.Add(time.Hour, strings.Repeat("y", 3<<20)+"\nlast\n")
	data := r.Encode("", 80, 24, time.Unix(0, 0))
	if _, _, text := played(t, data); len(data) > 1<<20 || !strings.HasSuffix(text, "last\n") {
		t.Errorf("%d bytes, ending %q", len(data), text[max(0, len(text)-20):])
	}
}
