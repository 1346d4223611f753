package vcm

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"regexp"
	"strings"

	"hsmlab/sim/sshkey"
)

// Config is the VCM configuration file that the provider sends to the tenant (guide 3.1.2.2): what the
// tenant's host needs to reach the VCM and to know it again. The layout is simulated.
type Config struct {
	Type      string        `json:"type"` // ConfigType
	Note      string        `json:"note"`
	UUID      string        `json:"uuid"`
	ESN       string        `json:"esn"`
	Address   string        `json:"ip_address"`
	ServerKey sshkey.Public `json:"vcm_server_key"`
	Admin     sshkey.Public `json:"sshadmin_pubkey"`    // the tenant's, from the request
	Signer    sshkey.Public `json:"tenantreq_pubkey"`   // the tenant's, from the request
	Enrolled  string        `json:"enrolled,omitempty"` // host time of enrolment, RFC 3339; only in the enrolled copy
}

// ConfigType marks the file.
const ConfigType = "nshield-vcm-config"

const configNote = "simulated format of hsmlab; the real layout is not public"

// MaxConfig is the largest configuration file that is read, in bytes.
const MaxConfig = 16 << 10

// Config is the VCM's configuration file, as vcmadmin create writes it for an HSM.
func (v *VCM) Config(esn string) Config {
	return Config{
		Type: ConfigType, Note: configNote, UUID: v.UUID, ESN: esn, Address: v.Address,
		ServerKey: v.ServerKey.Public(), Admin: v.SSHAdminKey, Signer: v.TenantReqKey,
	}
}

// Encode writes the file.
func (c Config) Encode() []byte {
	b, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		panic("BUG: VCM configuration: " + err.Error())
	}
	return append(b, '\n')
}

// ParseConfig reads a VCM configuration file and checks every field.
func ParseConfig(data []byte) (Config, error) {
	var c Config
	if len(data) > MaxConfig {
		return c, fmt.Errorf("not a VCM configuration file: larger than %d bytes", MaxConfig)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil {
		return Config{}, errors.New("not a VCM configuration file: " + jsonFault(err))
	}
	if dec.More() {
		return Config{}, errors.New("not a VCM configuration file: more text after its end")
	}
	return c, c.check()
}

// jsonFault says what is wrong with a file that does not have the fields of a configuration.
func jsonFault(err error) string {
	var form *json.SyntaxError
	var field *json.UnmarshalTypeError
	switch {
	case errors.As(err, &form):
		return "it is not JSON"
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return "it ends too early"
	case errors.As(err, &field):
		return "field " + field.Field + " is a " + field.Value
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

var (
	uuidForm = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`) // it names a file on the tenant's host
	esnForm  = regexp.MustCompile(`^[0-9A-F]{4}(-[0-9A-F]{4}){2}$`)
)

func (c Config) check() error {
	if c.Type != ConfigType {
		return fmt.Errorf("not a VCM configuration file: type is %.40q, want %q", c.Type, ConfigType)
	}
	if a, err := netip.ParseAddr(c.Address); err != nil || a.Zone() != "" {
		return fmt.Errorf("VCM configuration file: ip_address %.40q is not an IP address", c.Address)
	}
	if !uuidForm.MatchString(c.UUID) {
		return fmt.Errorf("VCM configuration file: uuid %.40q is not the UUID of a VCM", c.UUID)
	}
	if !esnForm.MatchString(c.ESN) {
		return fmt.Errorf("VCM configuration file: esn %.40q is not an ESN such as 8851-43DF-3795", c.ESN)
	}
	for _, k := range []struct {
		name string
		key  sshkey.Public
	}{{"vcm_server_key", c.ServerKey}, {"sshadmin_pubkey", c.Admin}, {"tenantreq_pubkey", c.Signer}} {
		if !k.key.Valid() {
			return fmt.Errorf("VCM configuration file: %s is not an SSH public key", k.name)
		}
	}
	return nil
}
