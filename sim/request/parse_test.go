package request_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"hsmlab/sim/request"
)

func TestParseRefusesBadFiles(t *testing.T) {
	file := string(request.Sign(fullRequest(), tenantKey))
	replace := func(old, new string) string {
		if !strings.Contains(file, old) {
			t.Fatalf("the test changes nothing: %q", old)
		}
		return strings.Replace(file, old, new, 1)
	}
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "no JSON object"},
		{"prose", "Dear provider,", "no JSON object"},
		{"array", "[]", "no JSON object"},
		{"binary", "\x7fELF\x00\x01", "not text"},
		{"not UTF-8", replace("Bank", "B\xffnk"), "not text"},
		{"too large", file + strings.Repeat(" ", 1<<16), "too many"},
		{"cut off", file[:100], "too early"},
		{"two requests", file + file, "behind the end"},
		{"unknown field", replace(`"uuid"`, `"uid"`), `line 7: unknown field "uid"`},
		{"field in other case", replace(`"uuid"`, `"UUID"`), `unknown field "UUID"`},
		{"unknown property", replace(`"autostart"`, `"autorun"`), `line 9: unknown property "autorun"`},
		{"repeated field", replace(`"version": 2`, `"version": 2, "version": 2`), `field "version" occurs twice`},
		{"repeated property", replace(`"autostart": true`, `"autostart": true, "autostart": false`), `property "autostart" occurs twice`},
		{"null", replace(`"autostart": true`, `"autostart": null`), "property autostart has no value"},
		{"text for truth", replace(`"autostart": true`, `"autostart": "true"`), "property autostart has the wrong type: string"},
		{"number for text", replace(`"name": "`, `"name": 5, "x": "`), "property name has the wrong type: number"},
		{"object for text", replace(`"fd00::2"`, `{"a":{}}`), "property ip_address has the wrong type: object"},
		{"properties no object", `{"properties": 5}`, "no JSON object with a property"},
		{"number for features", replace(`"0x9a23"`, `39459`), "property features has the wrong type: number"},
		{"features in names", replace(`"0x9a23"`, `"RemoteShare"`), "property features"},
		{"features too wide", replace(`"0x9a23"`, `"0x1ffffffff"`), "property features"},
		{"features spelt otherwise", replace(`"0x9a23"`, `"9A23"`), "property features"},
		{"other version", replace(`"version": 2`, `"version": 1`), "format version 1"},
		{"note removed", replace("of the hsmlab simulator", "of ours"), `"simulated" is missing or changed`},
		{"local time", replace("08:00:00Z", "10:00:00+02:00"), "is not a time like"},
		{"split second", replace("08:00:00Z", "08:00:00.5Z"), "is not a time like"},
		{"no time", replace("2026-06-15T08:00:00Z", "today"), "is not a time like"},
		{"unsigned", replace(`"signature"`, `"signature": "", "x"`), `unknown field "x"`},
		{"signer left out", replace(`"signed_by": "`+tenantKey.Public().Fingerprint()+`",`, ""), "signed_by"},
		{"signer in words", replace(tenantKey.Public().Fingerprint(), "the tenant"), "signed_by"},
		{"signature cut", replace(`"signature": "`, `"signature": "AAAA`), "signature is missing or damaged"},
		{"signature no base64", replace(`"signature": "`, `"signature": "*`), "field signature"},
		{"comma missing", replace(`"version": 2,`, `"version": 2`), "not JSON"},
		{"comma too much", replace("true\n", "true,\n"), "not JSON"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := request.Parse([]byte(c.data))
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want %q in one line", err, c.want)
			}
		})
	}
}

// Each case is refused by Check, and by Parse when it comes as a signed file.
func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name   string
		base   func() request.Request
		change func(*request.Request)
		want   string
	}{
		{"unknown type", createRequest, func(r *request.Request) { r.Kind = "delete" }, "unknown request type"},
		{"never created", createRequest, func(r *request.Request) { r.Created = time.Time{} }, "created is missing"},
		{"expired when made", createRequest, func(r *request.Request) { r.Expires = start }, "expires is not after created"},
		{"create with uuid", createRequest, func(r *request.Request) { r.UUID = testUUID }, "no uuid"},
		{"no admin key", createRequest, func(r *request.Request) { r.SSHAdminKey = "" }, "sshadmin_pubkey is missing"},
		{"bad request key", createRequest, func(r *request.Request) { r.TenantReqKey = "ssh-rsa AAAA" }, "tenantreq_pubkey is missing"},
		{"create with key property", createRequest, func(r *request.Request) { r.Properties.KTenantReq = new(otherKey.Public()) }, "k_tenant_req"},
		{"create with address", createRequest, func(r *request.Request) { r.Properties.IPAddress = new("10.0.0.1") }, "ip_address"},
		{"start without uuid", startRequest, func(r *request.Request) { r.UUID = "" }, "is not the UUID"},
		{"start with upper-case uuid", startRequest, func(r *request.Request) { r.UUID = strings.ToUpper(testUUID) }, "is not the UUID"},
		{"start with odd uuid", startRequest, func(r *request.Request) { r.UUID = strings.Replace(testUUID, "-", "0", 1) }, "is not the UUID"},
		{"start with property", startRequest, func(r *request.Request) { r.Properties.Autostart = new(true) }, "cannot ask for properties"},
		{"start with key", startRequest, func(r *request.Request) { r.SSHAdminKey = adminKey.Public() }, "carries no keys"},
		{"nothing to set", fullRequest, func(r *request.Request) { r.Properties = request.Properties{} }, "no property is asked for"},
		{"no name", fullRequest, func(r *request.Request) { r.Properties.Name = new("") }, "1 to 64 characters"},
		{"long name", fullRequest, func(r *request.Request) { r.Properties.Name = new(strings.Repeat("a", 65)) }, "1 to 64 characters"},
		{"name of two lines", fullRequest, func(r *request.Request) { r.Properties.Name = new("a\nb") }, "printable ASCII"},
		{"name with colour codes", fullRequest, func(r *request.Request) { r.Properties.Name = new("a\x1b[31mb") }, "printable ASCII"},
		{"name with a blank", fullRequest, func(r *request.Request) { r.Properties.Name = new("a b") }, "no blanks"},
		{"name in letters of a language", fullRequest, func(r *request.Request) { r.Properties.Name = new("Söhne") }, "printable ASCII"},
		{"no address", fullRequest, func(r *request.Request) { r.Properties.IPAddress = new("10.0.0.256") }, "not an IP address"},
		{"address with zone", fullRequest, func(r *request.Request) { r.Properties.IPAddress = new("fe80::1%nshield0") }, "not an IP address"},
		{"bad key", fullRequest, func(r *request.Request) { r.Properties.KTenantReq = new(otherKey.Public()[:50]) }, "not a public key"},
		{"exclusive", fullRequest, func(r *request.Request) { r.Properties.RestrictStartup = new(true) }, request.ErrExclusive.Error()},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := c.base()
			c.change(&r)
			if err := r.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Check: got %v, want %q", err, c.want)
			}
			_, err := request.Parse(request.Sign(r, tenantKey))
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("Parse: got %v, want %q", err, c.want)
			}
		})
	}
}

func TestCheckNamesTheExclusiveProperties(t *testing.T) {
	for _, c := range []struct {
		autostart, restrict *bool
		exclusive           bool
	}{
		{new(true), new(true), true},
		{new(true), new(false), false},
		{new(false), new(true), false},
		{new(false), new(false), false},
		{new(true), nil, false},
		{nil, new(true), false},
	} {
		r := createRequest()
		r.Properties.Autostart, r.Properties.RestrictStartup = c.autostart, c.restrict
		if got := errors.Is(r.Check(), request.ErrExclusive); got != c.exclusive {
			t.Errorf("%v: exclusive = %v, want %v", r.Properties.Names(), got, c.exclusive)
		}
	}
}

func TestPropertiesInJSON(t *testing.T) {
	text, err := json.Marshal(request.Properties{Features: new(uint32(39459)), Autostart: new(false)})
	if want := `{"autostart":false,"features":"0x9a23"}`; err != nil || string(text) != want {
		t.Fatalf("got %s, %v; want %s", text, err, want)
	}
	var back request.Properties
	if err := json.Unmarshal(text, &back); err != nil || *back.Features != 39459 || *back.Autostart || len(back.Names()) != 2 {
		t.Errorf("came back as %v, %v", back.Names(), err)
	}
}

// Whatever Parse accepts is a request that Check accepts, and a file with the
// same content and signature verifies alike.
func FuzzParse(f *testing.F) {
	for _, r := range []request.Request{createRequest(), fullRequest(), startRequest()} {
		f.Add(request.Sign(r, tenantKey))
	}
	f.Add([]byte(`{"simulated":"","version":2,"type":"create","properties":{"features":"0x1"},"signature":""}`))
	f.Add([]byte(strings.Repeat(`{"properties":`, 50)))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := request.Parse(data)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\r\x1b") {
				t.Errorf("error is not one plain line: %q", err)
			}
			return
		}
		if err := s.Check(); err != nil {
			t.Errorf("accepted a request that Check refuses: %v", err)
		}
		again, err := request.Parse(request.Sign(s.Request, tenantKey))
		if err != nil || again.Text() != s.Text() {
			t.Fatalf("does not survive being written: %v\n%s\n%s", err, s.Text(), again.Text())
		}
		if err := again.Verify(tenantKey.Public()); err != nil {
			t.Errorf("does not verify when signed again: %v", err)
		}
	})
}
