package request

import (
	"bytes"
	"encoding/json"
	"fmt"

	"hsmlab/sim/feature"
	"hsmlab/sim/sshkey"
)

// Properties are properties of a VCM that a tenant asks for (guide 3.1.2.3).
// Nil means not asked for, which differs from asking for false or "".
type Properties struct {
	Autostart        *bool          // start after a reboot of the HSM
	RestrictStartup  *bool          // start only with a start request; excludes Autostart
	SerialCardreader *bool          // use the HSM's serial card reader port
	Features         *uint32        // feature word; in JSON hexadecimal text, "0x9a23"
	Name             *string        // shown to the provider only
	IPAddress        *string        // where the tenant reaches the VCM
	KTenantReq       *sshkey.Public // verifies the tenant's later requests
}

// wireProperties is the JSON form, in the order in which tools list properties.
type wireProperties struct {
	Autostart        *bool          `json:"autostart,omitempty"`
	Features         *string        `json:"features,omitempty"`
	IPAddress        *string        `json:"ip_address,omitempty"`
	KTenantReq       *sshkey.Public `json:"k_tenant_req,omitempty"`
	Name             *string        `json:"name,omitempty"`
	RestrictStartup  *bool          `json:"restrict_startup,omitempty"`
	SerialCardreader *bool          `json:"serial_cardreader,omitempty"`
}

// Names lists the properties asked for, by their canonical names, sorted
// (ruling D-21): what `vcmadmin properties set` may be told to change.
func (p Properties) Names() []string {
	var names []string
	for _, row := range []struct {
		name  string
		asked bool
	}{
		{"autostart", p.Autostart != nil},
		{"features", p.Features != nil},
		{"ip_address", p.IPAddress != nil},
		{"k_tenant_req", p.KTenantReq != nil},
		{"name", p.Name != nil},
		{"restrict_startup", p.RestrictStartup != nil},
		{"serial_cardreader", p.SerialCardreader != nil},
	} {
		if row.asked {
			names = append(names, row.name)
		}
	}
	return names
}

// IsZero reports whether nothing is asked for.
func (p Properties) IsZero() bool { return p == Properties{} }

// MarshalJSON writes the properties asked for, the feature word as text.
func (p Properties) MarshalJSON() ([]byte, error) {
	w := wireProperties{p.Autostart, nil, p.IPAddress, p.KTenantReq, p.Name, p.RestrictStartup, p.SerialCardreader}
	if p.Features != nil {
		text := feature.Word(*p.Features).String()
		w.Features = &text
	}
	return marshal(w)
}

// UnmarshalJSON reads what MarshalJSON writes; unknown names, repeated names,
// null and values of another type or spelling are errors.
func (p *Properties) UnmarshalJSON(data []byte) error {
	return p.decode(json.NewDecoder(bytes.NewReader(data)))
}

func (p *Properties) decode(dec *json.Decoder) error {
	var w wireProperties
	err := decodeObject(dec, "property", map[string]any{
		"autostart":         &w.Autostart,
		"features":          &w.Features,
		"ip_address":        &w.IPAddress,
		"k_tenant_req":      &w.KTenantReq,
		"name":              &w.Name,
		"restrict_startup":  &w.RestrictStartup,
		"serial_cardreader": &w.SerialCardreader,
	})
	if err != nil {
		return err
	}
	*p = Properties{w.Autostart, w.RestrictStartup, w.SerialCardreader, nil, w.Name, w.IPAddress, w.KTenantReq}
	if w.Features == nil {
		return nil
	}
	word, err := feature.ParseHex(*w.Features)
	if err != nil || word.String() != *w.Features {
		return fmt.Errorf("property features: %.40q is not a word like \"0x9a23\"", *w.Features)
	}
	p.Features = (*uint32)(&word)
	return nil
}
