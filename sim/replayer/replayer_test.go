package replayer_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"testing/iotest"

	"hsmlab/sim"
	"hsmlab/sim/journalgen"
	"hsmlab/sim/replayer"
	"hsmlab/sim/simtest"
)

func serve(t *testing.T, stream string, judge func(*sim.Journal) replayer.Verdict) []replayer.Verdict {
	t.Helper()
	var out bytes.Buffer
	if err := replayer.Serve(iotest.HalfReader(strings.NewReader(stream)), &out, judge); err != nil {
		t.Fatal(err)
	}
	var list []replayer.Verdict
	for line := range strings.Lines(out.String()) {
		var v replayer.Verdict
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		list = append(list, v)
	}
	return list
}

func TestStreamOfJournals(t *testing.T) {
	b := simtest.New(t, "default")
	b.OK(simtest.Provider, "hsmadmin status")
	good := string(b.Journal().Encode())
	altered := strings.Replace(good, `"digest":"`, `"digest":"0`, 1)
	foreign := strings.Replace(good, `"hsmlab-journal-1"`, `"other"`, 1)
	list := serve(t, good+"\n\n\n"+altered+"\n"+foreign+"\n"+"nonsense\n\n"+good, replayer.Replay)
	if len(list) != 5 {
		t.Fatalf("got %d verdicts, want 5: %+v", len(list), list)
	}
	for _, i := range []int{0, 4} {
		if list[i].Error != "" || list[i].Hash != b.Hash() || list[i].Events != len(b.Journal().Entries) {
			t.Errorf("verdict %d: got %+v, want hash %s without error", i, list[i], b.Hash())
		}
	}
	for i, want := range map[int]string{1: "other output", 2: "format", 3: "header"} {
		if !strings.Contains(list[i].Error, want) {
			t.Errorf("verdict %d: got %+v, want error %q", i, list[i], want)
		}
	}
}

func TestTryGoesOnAfterRefusals(t *testing.T) {
	attempts, lab := journalgen.Stream(17, 60)
	defer lab.Close()
	refused := 0
	for _, a := range attempts {
		if a.Err != nil {
			refused++
		}
	}
	if refused == 0 {
		t.Fatal("nothing was refused: this test proves nothing")
	}
	v := replayer.Try(journalgen.Trial(attempts, lab))
	if v.Error != "" || v.Refused != refused || v.Hash != lab.Hash() || v.Events != len(lab.Journal().Entries) {
		t.Errorf("got %+v, want hash %s, %d refused", v, lab.Hash(), refused)
	}
}

// A verdict differs when anything does: state, output or refusals.
func TestVerdictSeesDifferences(t *testing.T) {
	verdict := func(events ...sim.Event) replayer.Verdict {
		j := &sim.Journal{Header: sim.Header{Scenario: "default"}}
		for _, e := range events {
			j.Entries = append(j.Entries, sim.Entry{Event: e})
		}
		return replayer.Try(j)
	}
	exec := func(argv ...string) sim.Event {
		return sim.Exec{Host: "provider", User: "root", Argv: argv, Dir: "/"}
	}
	wait := sim.Elapse{Micros: 1_000_000}
	base := verdict(exec("hsmadmin", "status"), wait)
	for name, other := range map[string]replayer.Verdict{
		"time":    verdict(exec("hsmadmin", "status"), sim.Elapse{Micros: 1_000_001}),
		"output":  verdict(exec("hsmadmin", "status", "--json"), wait),
		"refusal": verdict(exec("hsmadmin", "status"), wait, sim.Signal{PID: 9, Signal: "INT"}),
	} {
		if other == base {
			t.Errorf("%s: the verdict is the same: %+v", name, other)
		}
	}
}

func TestUnreadableStream(t *testing.T) {
	err := replayer.Serve(iotest.ErrReader(bytes.ErrTooLarge), &bytes.Buffer{}, replayer.Replay)
	if err == nil {
		t.Error("an error of the reader was lost")
	}
}
