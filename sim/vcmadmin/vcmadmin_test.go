package vcmadmin_test

import (
	"encoding/json"
	"strings"
	"testing"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
)

const unknown = "00000000-0000-4000-8000-000000000000"

func TestLifeOfAVCM(t *testing.T) {
	b := simtest.New(t, "default")
	b.Ask("")
	uuid := b.Create("")
	for _, c := range []struct {
		line   string
		status int
		want   string
	}{
		{"list", 0, uuid},
		{"list --active", 0, "ESN"},
		{"show " + uuid, 0, "inactive"},
		{"show uuid " + uuid, 0, "inactive"},
		{"show --uuid " + uuid, 0, "inactive"},
		{"show " + unknown, 1, "no VCM"},
		{"stop " + uuid, 1, "already inactive"},
		{"start " + unknown, 1, "no VCM"},
		{"start " + uuid, 0, "started"},
		{"start " + uuid, 1, "already active"},
		{"delete " + uuid, 1, "stop it first"},
		{"delete --force " + uuid, 1, "stop it first"},
		{"create --request " + simtest.Request + " second", 1, "Maximum number of VCMs reached (1)"},
		{"list --active", 0, uuid},
		{"stop " + uuid, 0, "stopped"},
		{"delete " + uuid, 0, "deleted"},
		{"delete " + uuid, 1, "no VCM"},
		{"create --request " + simtest.Request + " second", 0, "CONFIG_FILE"},
	} {
		b.Refused(simtest.Provider, "vcmadmin "+c.line, c.status, c.want)
	}
	if d := b.Module().Deleted; len(d) != 1 || d[0] != uuid {
		t.Errorf("deleted: got %v, want %s", d, uuid)
	}
}

func TestJSON(t *testing.T) {
	b := simtest.New(t, "default")
	var rows []map[string]any
	read := func(line string) {
		t.Helper()
		rows = nil
		if err := json.Unmarshal([]byte(b.OK(simtest.Provider, "vcmadmin "+line+" --json")), &rows); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
	}
	read("list")
	if rows == nil || len(rows) != 0 {
		t.Errorf("empty list: got %v, want []", rows)
	}
	b.Ask("")
	read("create --request " + simtest.Request + " a")
	uuid, _ := rows[0]["uuid"].(string)
	if rows[0]["state"] != "inactive" || rows[0]["config_file"] != "/root/vcm-"+uuid+".json" {
		t.Errorf("create: got %v", rows[0])
	}
	for _, c := range []struct{ line, state string }{{"start " + uuid, "active"}, {"show " + uuid, "active"}, {"stop " + uuid, "inactive"}, {"delete " + uuid, "deleted"}} {
		read(c.line)
		if len(rows) != 1 || rows[0]["state"] != c.state || rows[0]["uuid"] != uuid {
			t.Errorf("%s: got %v, want state %s", c.line, rows, c.state)
		}
	}
}

func TestCreateChecksFilesFirst(t *testing.T) {
	b := simtest.New(t, "default")
	b.Ask("")
	b.Must(sim.File{Host: "provider", User: "root", Op: "put", Path: "/root/bad", Data: []byte("{}")})
	for _, c := range []struct{ options, want string }{
		{"--request /root/none a", "No such file"},
		{"--request /root a", "Is a directory"},
		{"--request /root/bad a", "/root/bad"},
		{"--request " + simtest.Request + " --outdir /nowhere a", "--outdir"},
		{"--request " + simtest.Request + " --outdir /root/bad a", "not a directory"},
		{"--request " + simtest.Request + " --features nonsense a", "nonsense"},
		{"--request " + simtest.Request + " --esn 0000-0000-0000 a", "no HSM 0000-0000-0000"},
		{"--request " + simtest.Request + " --esn 123 a", "not an ESN"},
	} {
		b.Refused(simtest.Provider, "vcmadmin create "+c.options, 1, c.want)
	}
	if n := len(b.Module().VCMs); n != 0 {
		t.Errorf("refused commands made %d VCMs", n)
	}
}

// What the provider does not grant, the provider is told about, on the standard error (D-43, D-45, D-75).
func TestNotices(t *testing.T) {
	b := simtest.New(t, "default")
	b.Ask("--autostart --serial-cardreader --name hr --features 1")
	text := b.OK(simtest.Provider, "vcmadmin create --request "+simtest.Request+" payments")
	for _, want := range []string{"asks for the name hr", "asks for autostart", "asks for serial_cardreader", "asks for features 1"} {
		if !strings.Contains(text, want) {
			t.Errorf("no notice %q:\n%s", want, text)
		}
	}
}

func TestRestrictStartup(t *testing.T) {
	b := simtest.New(t, "default")
	b.Ask("--restrict-startup")
	uuid := b.Create("")
	b.Refused(simtest.Provider, "vcmadmin start "+uuid, 1, "restrict_startup")
	b.Refused(simtest.Provider, "vcmadmin start --request "+simtest.Request+" "+uuid, 1, "not an authorisation to start")
}
