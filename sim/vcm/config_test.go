package vcm_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

func newVCM() *vcm.VCM {
	return &vcm.VCM{
		UUID: "26f29dde-9262-464c-a089-f5af5ed5ab68", Name: "payments", Address: "192.168.0.2",
		SSHAdminKey: sshkey.FromSeed([32]byte{1}).Public(), TenantReqKey: sshkey.FromSeed([32]byte{2}).Public(),
		ServerKey: sshkey.FromSeed([32]byte{3}), DiskKB: vcm.IdleDiskKB,
	}
}

func TestConfigIsReadAsItWasWritten(t *testing.T) {
	want := newVCM().Config("7786-84EF-EFBA")
	got, err := vcm.ParseConfig(want.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestConfigFaults(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(fields map[string]any)
		want   string
	}{
		{"other type", func(f map[string]any) { f["type"] = "request" }, "type"},
		{"no type", func(f map[string]any) { delete(f, "type") }, "type"},
		{"no identifier", func(f map[string]any) { delete(f, "uuid") }, "uuid"},
		{"long identifier", func(f map[string]any) { f["uuid"] = strings.Repeat("x", 65) }, "uuid"},
		{"identifier that is a path", func(f map[string]any) { f["uuid"] = "../../../../etc/cron" }, "uuid"},
		{"no serial number", func(f map[string]any) { f["esn"] = "" }, "esn"},
		{"serial number in small letters", func(f map[string]any) { f["esn"] = "7786-84ef-efba" }, "esn"},
		{"no address", func(f map[string]any) { f["ip_address"] = "somewhere" }, "ip_address"},
		{"address with a zone", func(f map[string]any) { f["ip_address"] = "fe80::1%eth0" }, "ip_address"},
		{"no key", func(f map[string]any) { delete(f, "vcm_server_key") }, "vcm_server_key"},
		{"damaged key", func(f map[string]any) { f["sshadmin_pubkey"] = "ssh-ed25519 AAAA" }, "sshadmin_pubkey"},
		{"key of another kind", func(f map[string]any) { f["tenantreq_pubkey"] = "ssh-rsa AAAA" }, "tenantreq_pubkey"},
		{"unknown field", func(f map[string]any) { f["password"] = "x" }, "password"},
		{"field of another kind", func(f map[string]any) { f["uuid"] = 7 }, "uuid"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var fields map[string]any
			if err := json.Unmarshal(newVCM().Config("7786-84EF-EFBA").Encode(), &fields); err != nil {
				t.Fatal(err)
			}
			c.change(fields)
			text, err := json.Marshal(fields)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := vcm.ParseConfig(text); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got error %v, want one about %s", err, c.want)
			}
		})
	}
	good := newVCM().Config("7786-84EF-EFBA").Encode()
	for name, text := range map[string][]byte{
		"empty": nil, "not JSON": []byte("hello"), "cut": good[:len(good)/2], "twice": append(good, good...),
		"too large": append(good, make([]byte, vcm.MaxConfig)...), "a list": []byte("[]"), "null": []byte("null"),
	} {
		if _, err := vcm.ParseConfig(text); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// FuzzParseConfig: what is accepted is whole, and can be written and read again.
func FuzzParseConfig(f *testing.F) {
	f.Add(newVCM().Config("7786-84EF-EFBA").Encode())
	f.Add([]byte(`{"type":"nshield-vcm-config","uuid":"\ud800","esn":"x","ip_address":"::"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := vcm.ParseConfig(text)
		if err != nil {
			return
		}
		again, err := vcm.ParseConfig(c.Encode())
		if err != nil || again != c {
			t.Errorf("accepted %+v, but written and read again it is %+v, %v", c, again, err)
		}
		if strings.ContainsAny(c.UUID+c.ESN, "/\\. ") {
			t.Errorf("accepted identifier %q, serial number %q", c.UUID, c.ESN)
		}
	})
}
