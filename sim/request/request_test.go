package request_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hsmlab/sim/request"
	"hsmlab/sim/sshkey"
)

const testUUID = "4f9d05b8-95f4-41ab-8b0a-0c9c7ce14209"

var (
	adminKey  = sshkey.FromSeed([32]byte{1})
	tenantKey = sshkey.FromSeed([32]byte{2})
	otherKey  = sshkey.FromSeed([32]byte{3})

	start = time.Date(2026, 6, 15, 8, 0, 0, 0, time.UTC)
)

// createRequest asks for nothing special; change what the test is about.
func createRequest() request.Request {
	return request.Request{
		Kind:         request.Create,
		Created:      start,
		SSHAdminKey:  adminKey.Public(),
		TenantReqKey: tenantKey.Public(),
	}
}

// fullRequest asks for every property that can be asked for.
func fullRequest() request.Request {
	return request.Request{
		Kind:    request.SetProperties,
		Created: start,
		Expires: start.Add(10 * time.Minute),
		UUID:    testUUID,
		Properties: request.Properties{
			Autostart:        new(true),
			RestrictStartup:  new(false),
			SerialCardreader: new(true),
			Features:         new(uint32(0x9a23)),
			Name:             new("Bank<a>&\"b\""),
			IPAddress:        new("fd00::2"),
			KTenantReq:       new(otherKey.Public()),
		},
	}
}

func startRequest() request.Request {
	return request.Request{Kind: request.Start, Created: start, UUID: testUUID}
}

func mustParse(t testing.TB, data []byte) request.Signed {
	t.Helper()
	s, err := request.Parse(data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return s
}

func TestSignedFileComesBack(t *testing.T) {
	for name, r := range map[string]request.Request{
		"create": createRequest(), "setproperties": fullRequest(), "start": startRequest(),
	} {
		t.Run(name, func(t *testing.T) {
			if err := r.Check(); err != nil {
				t.Fatal(err)
			}
			file := request.Sign(r, tenantKey)
			s := mustParse(t, file)
			if err := s.Verify(tenantKey.Public()); err != nil {
				t.Error(err)
			}
			if again := request.Sign(s.Request, tenantKey); string(again) != string(file) {
				t.Errorf("got\n%s\nwant\n%s", again, file)
			}
		})
	}
}

// The file is shown to learners and stored in journals: its bytes are fixed.
func TestFileFormat(t *testing.T) {
	for name, r := range map[string]request.Request{
		"create.json": createRequest(), "setproperties.json": fullRequest(), "start.json": startRequest(),
	} {
		want, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if got := request.Sign(r, tenantKey); string(got) != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestSignCutsTimesToTheSecond(t *testing.T) {
	r := createRequest()
	r.Created = start.Add(999 * time.Millisecond).In(time.FixedZone("CEST", 2*3600))
	r.Expires = start.Add(10*time.Second + time.Millisecond)
	s := mustParse(t, request.Sign(r, tenantKey))
	if s.Created != start || s.Expires != start.Add(10*time.Second) {
		t.Errorf("got %v and %v, want whole seconds in UTC", s.Created, s.Expires)
	}
	if err := s.Verify(tenantKey.Public()); err != nil {
		t.Error(err)
	}
}

func TestVerify(t *testing.T) {
	file := string(request.Sign(fullRequest(), tenantKey))
	own, other := tenantKey.Public(), otherKey.Public()
	refused := errors.New("by Parse already")
	for _, c := range []struct {
		name, old, new string
		signer         sshkey.Public
		want           error // nil: the signature holds
	}{
		{"untouched", "", "", own, nil},
		{"other layout", "\n  ", " \r\n\t", own, nil},
		{"other key", "", "", other, request.ErrForeign},
		{"no key", "", "", "", request.ErrSignature},
		{"type", `"setproperties"`, `"start"`, own, refused},
		{"name", "Bank", "Bonk", own, request.ErrSignature},
		{"property", `"restrict_startup": false,`, ``, own, request.ErrSignature},
		{"value", `"serial_cardreader": true`, `"serial_cardreader": false`, own, request.ErrSignature},
		{"uuid", "4f9d05b8", "4f9d05b9", own, request.ErrSignature},
		{"expiry", "08:10:00", "08:20:00", own, request.ErrSignature},
		{"creation", "08:00:00", "08:00:01", own, request.ErrSignature},
		{"signature", `"signature": "`, `"signature": "AA`, own, refused},
		{"passed off as another's", own.Fingerprint(), other.Fingerprint(), other, request.ErrSignature},
		{"passed off as another's, to its signer", own.Fingerprint(), other.Fingerprint(), own, request.ErrForeign},
	} {
		t.Run(c.name, func(t *testing.T) {
			changed := strings.Replace(file, c.old, c.new, 1)
			if c.old != "" && changed == file {
				t.Fatal("the test changes nothing")
			}
			s, err := request.Parse([]byte(changed))
			if (err != nil) != (c.want == refused) {
				t.Fatalf("Parse: got %v, want %v", err, c.want)
			}
			if err == nil && !errors.Is(s.Verify(c.signer), c.want) {
				t.Errorf("got %v, want %v", s.Verify(c.signer), c.want)
			}
		})
	}
}

func TestCheckTime(t *testing.T) {
	r := createRequest()
	r.Expires = start.Add(10 * time.Minute)
	limited := request.Signed{Request: r}
	unlimited := request.Signed{Request: createRequest()}
	for _, c := range []struct {
		name string
		s    request.Signed
		now  time.Duration // after creation, by the module's clock
		kind string
		by   time.Duration
	}{
		{"at once", limited, 0, "", 0},
		{"last second", limited, 10*time.Minute - time.Second, "", 0},
		{"sharp", limited, 10 * time.Minute, request.Expired, 0},
		{"late", limited, 10*time.Minute + 40*time.Second, request.Expired, 40 * time.Second},
		{"without expiry", unlimited, 100_000 * time.Hour, "", 0},
		{"60 s ahead", unlimited, -60 * time.Second, "", 0},
		{"61 s ahead", unlimited, -61 * time.Second, request.Future, 61 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.s.CheckTime(start.Add(c.now))
			var te *request.TimeError
			if !errors.As(err, &te) {
				if err != nil || c.kind != "" {
					t.Errorf("got %v, want %q", err, c.kind)
				}
				return
			}
			if te.Kind != c.kind || te.By != c.by {
				t.Errorf("got %s by %v, want %s by %v", te.Kind, te.By, c.kind, c.by)
			}
			if now := start.Add(c.now).Format("2006-01-02 15:04:05 UTC"); !strings.Contains(err.Error(), now) {
				t.Errorf("error %q does not quote the module's time %s", err, now)
			}
		})
	}
}

func TestNames(t *testing.T) {
	want := []string{"autostart", "features", "ip_address", "k_tenant_req", "name", "restrict_startup", "serial_cardreader"}
	if got := fullRequest().Properties.Names(); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := (request.Properties{Autostart: new(false)}).Names(); !slices.Equal(got, want[:1]) {
		t.Errorf("asking for false: got %v, want %v", got, want[:1])
	}
	if got := (request.Properties{}).Names(); len(got) != 0 {
		t.Errorf("nothing asked for: got %v", got)
	}
}

func TestText(t *testing.T) {
	full := mustParse(t, request.Sign(fullRequest(), tenantKey))
	want := `type           : setproperties
created        : 2026-06-15 08:00:00 UTC
expires        : 2026-06-15 08:10:00 UTC
uuid           : 4f9d05b8-95f4-41ab-8b0a-0c9c7ce14209
autostart      : true
features       : 0x9a23 ForeignTokenOpen|RemoteShare|StandardKM|EllipticCurve|ECCMQV|AcceleratedECC|HSMSpeed2
ip_address     : fd00::2
k_tenant_req   : ` + otherKey.Public().Fingerprint() + `
name           : Bank<a>&"b"
restrict_startup: false
serial_cardreader: true
signed_by      : ` + tenantKey.Public().Fingerprint() + `
`
	if got := full.Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	create := mustParse(t, request.Sign(createRequest(), tenantKey))
	want = `type           : create
created        : 2026-06-15 08:00:00 UTC
expires        : never
sshadmin_key   : ` + adminKey.Public().Fingerprint() + `
tenantreq_key  : ` + tenantKey.Public().Fingerprint() + `
signed_by      : ` + tenantKey.Public().Fingerprint() + `
`
	if got := create.Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
