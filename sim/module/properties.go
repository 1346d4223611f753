package module

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"hsmlab/sim/feature"
	"hsmlab/sim/refusal"
	"hsmlab/sim/request"
	"hsmlab/sim/vcm"
)

const setProperties = "setproperties"

var (
	unknownProperty = refusal.Rule{ID: "G-3.4.1.8.2-1", Guide: "3.4.1.8.2", Basis: refusal.Inferred}
	setActive       = refusal.Rule{ID: "G-3.1.2.3-2", Guide: "3.1.2.3", Basis: refusal.Documented, Also: []string{"G-3.3.1-2"}}
	setRequest      = refusal.Rule{ID: "G-3.1.3.4-2", Guide: "3.1.3.4", Basis: refusal.Documented}
	notAsked        = refusal.Rule{ID: "G-3.1.3.4-4", Guide: "3.1.3.4", Basis: refusal.Documented}
	notBoolean      = refusal.Rule{ID: "G-3.1.3.4-6", Guide: "3.1.3.4", Basis: refusal.Documented}
	badValue        = refusal.Rule{ID: "G-3.1.3.4-7", Guide: "3.1.3.4", Basis: refusal.Inferred}
	mismatch        = refusal.Rule{ID: "G-3.1.3.4-11", Guide: "3.1.3.4", Basis: refusal.Documented, Also: []string{"G-3.1.3.4-10"}}
	bothStartups    = refusal.Rule{ID: "G-3.1.3.4-12", Guide: "3.1.3.4", Basis: refusal.Documented, Also: []string{"G-3.1.2.3.1-2", "G-3.1.2.3.2-2", "G-3.1.3.1.2-3"}}
)

// property is one that can be set. what asks returns the value in a request, nil when it is not asked for; same
// compares it with what the provider typed; fits tells what keeps the VCM from having it.
type property struct {
	name string
	same func(p request.Properties, typed string) (bool, error)
	fits func(m *Module, v *vcm.VCM, p request.Properties) *refusal.Refusal // nil = anything fits
	set  func(m *Module, v *vcm.VCM, p request.Properties)
}

// properties are all that can be set, sorted by name (D-21).
var properties = []property{
	{"autostart", sameBool(func(p request.Properties) bool { return *p.Autostart }),
		func(_ *Module, v *vcm.VCM, p request.Properties) *refusal.Refusal {
			return exclusive(*p.Autostart && v.RestrictStartup)
		},
		func(_ *Module, v *vcm.VCM, p request.Properties) { v.Autostart = *p.Autostart }},
	{"features", sameFeatures,
		func(m *Module, _ *vcm.VCM, p request.Properties) *refusal.Refusal {
			_, r := m.vcmFeatures(setProperties, (*feature.Word)(p.Features))
			return r
		},
		func(m *Module, v *vcm.VCM, p request.Properties) {
			v.Features = feature.ConvertForPlatform(feature.Word(*p.Features), m.Features())
		}},
	{"ip_address", sameAddress,
		func(m *Module, v *vcm.VCM, p request.Properties) *refusal.Refusal {
			return m.movable(v, *p.IPAddress)
		},
		func(_ *Module, v *vcm.VCM, p request.Properties) {
			v.Address = netip.MustParseAddr(*p.IPAddress).String()
		}},
	{"k_tenant_req",
		func(p request.Properties, typed string) (bool, error) {
			return typed == string(*p.KTenantReq) || typed == p.KTenantReq.Fingerprint(), nil
		}, nil,
		func(_ *Module, v *vcm.VCM, p request.Properties) { v.TenantReqKey = *p.KTenantReq }},
	{"name", func(p request.Properties, typed string) (bool, error) { return typed == *p.Name, nil },
		nil, // a request that asks for a bad one is not read
		func(_ *Module, v *vcm.VCM, p request.Properties) { v.Name = *p.Name }},
	{"restrict_startup", sameBool(func(p request.Properties) bool { return *p.RestrictStartup }),
		func(_ *Module, v *vcm.VCM, p request.Properties) *refusal.Refusal {
			return exclusive(*p.RestrictStartup && v.Autostart)
		},
		func(_ *Module, v *vcm.VCM, p request.Properties) { v.RestrictStartup = *p.RestrictStartup }},
	{"serial_cardreader", sameBool(func(p request.Properties) bool { return *p.SerialCardreader }),
		func(m *Module, v *vcm.VCM, p request.Properties) *refusal.Refusal {
			return m.readerTaken(setProperties, *p.SerialCardreader, v)
		},
		func(_ *Module, v *vcm.VCM, p request.Properties) { v.SerialCardreader = *p.SerialCardreader }},
}

// SettableProperties lists the properties that can be set, by their canonical names, sorted (D-21).
func SettableProperties() []string {
	var names []string
	for _, p := range properties {
		names = append(names, p.name)
	}
	return names
}

// PropertyName is the canonical spelling of a property's name: hyphens count as underscores (D-11).
func PropertyName(typed string) string { return strings.ReplaceAll(typed, "-", "_") }

// SetProperty gives one property of a VCM the value that its tenant asks for in a signed request, which may ask
// for others too. The provider types the value, and it must be exactly that of the request (guide 3.1.3.4).
func (m *Module) SetProperty(uuid string, s request.Signed, name, typed string) *refusal.Refusal {
	v, r := m.changeable(uuid, s, PropertyName(name))
	if r != nil {
		return r
	}
	i := slices.IndexFunc(properties, func(p property) bool { return p.name == PropertyName(name) })
	if i < 0 {
		return unknownProperty.New(orchestrator, setProperties, fmt.Sprintf("no property %.40q; there are %s", name, strings.Join(SettableProperties(), ", ")))
	}
	p := properties[i]
	if !slices.Contains(s.Properties.Names(), p.name) {
		return notAsked.New(orchestrator, setProperties, "the request does not ask for "+p.name+"; it asks for "+strings.Join(s.Properties.Names(), ", "))
	}
	if r := p.agrees(s.Properties, typed); r != nil {
		return r
	}
	if p.fits != nil {
		if r := p.fits(m, v, s.Properties); r != nil {
			return r
		}
	}
	p.set(m, v, s.Properties)
	return nil
}

// changeable finds a VCM that may be changed now and checks who asks for it. setting is the property to be set.
func (m *Module) changeable(uuid string, s request.Signed, setting string) (*vcm.VCM, *refusal.Refusal) {
	if r := m.primaryOnly(setProperties); r != nil {
		return nil, r
	}
	v, r := m.find(setProperties, uuid)
	switch {
	case r != nil:
		return nil, r
	case v.Active():
		return nil, setActive.New(orchestrator, setProperties, "the VCM is running; stop it first with vcmadmin stop")
	case v.OverQuota():
		return nil, exceeded(v, setProperties)
	case s.Kind != request.SetProperties:
		return nil, setRequest.New(orchestrator, setProperties, "the file is a "+string(s.Kind)+" request, not a request to change properties")
	case s.UUID != uuid:
		return nil, setRequest.New(orchestrator, setProperties, "the request is for VCM "+s.UUID)
	}
	return v, m.honour(setProperties, setting, s, v.TenantReqKey)
}

// agrees compares the value that was typed with that of the request.
func (p property) agrees(asked request.Properties, typed string) *refusal.Refusal {
	same, err := p.same(asked, typed)
	switch {
	case err == errBoolean:
		return notBoolean.New(orchestrator, setProperties, "Invalid property value: "+p.name+" is true or false")
	case err != nil:
		return badValue.New(orchestrator, setProperties, "Invalid property value: "+err.Error())
	case !same:
		return mismatch.New(orchestrator, setProperties, "Invalid property value: "+p.name+" mismatch")
	}
	return nil
}

var errBoolean = fmt.Errorf("neither true nor false")

func sameBool(asked func(request.Properties) bool) func(request.Properties, string) (bool, error) {
	return func(p request.Properties, typed string) (bool, error) {
		switch typed {
		case "true", "True":
			return asked(p), nil
		case "false", "False":
			return !asked(p), nil
		}
		return false, errBoolean
	}
}

func sameFeatures(p request.Properties, typed string) (bool, error) {
	w, err := feature.Parse(typed)
	return err == nil && uint32(w) == *p.Features, err
}

func sameAddress(p request.Properties, typed string) (bool, error) {
	a, err := netip.ParseAddr(typed)
	if err != nil {
		return false, fmt.Errorf("%.60q is not an IP address", typed)
	}
	return a == netip.MustParseAddr(*p.IPAddress), nil
}

func exclusive(both bool) *refusal.Refusal {
	if both {
		return bothStartups.New(orchestrator, setProperties, "autostart and restrict_startup are mutually exclusive; set the other one to false first")
	}
	return nil
}

// readerTaken refuses the serial card reader to a VCM while another has it. v is nil for a new VCM.
func (m *Module) readerTaken(method string, wanted bool, v *vcm.VCM) *refusal.Refusal {
	for _, o := range m.vcms {
		if wanted && o.SerialCardreader && o != v {
			return cardTaken.New(orchestrator, method, "VCM "+o.UUID+" has the serial card reader; only one VCM can have it at a time")
		}
	}
	return nil
}

// movable tells why the VCM cannot have another address.
func (m *Module) movable(v *vcm.VCM, address string) *refusal.Refusal {
	if a, err := netip.ParseAddr(v.Address); err == nil && a == netip.MustParseAddr(address) {
		return nil
	}
	if _, reason := m.allocate(address, v.UUID); reason != "" {
		return inRange.New(orchestrator, setProperties, reason)
	}
	return nil
}
