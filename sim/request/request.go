package request

import (
	"time"

	"hsmlab/sim/sshkey"
)

// Kind is what a request asks for.
type Kind string

// The kinds of tenant requests.
const (
	Create        Kind = "create"        // create a VCM
	Start         Kind = "start"         // start a VCM that has restrict-startup
	SetProperties Kind = "setproperties" // change properties of a VCM
)

// Request is the content of a tenant request. Times are UTC, to the second.
type Request struct {
	Kind Kind `json:"type"`

	// Created is when the tenant's host made it, by the tenant's clock.
	Created time.Time `json:"created"`

	// Expires is the moment from which it is not honoured, by the tenant's
	// clock but judged by the module's (ruling D-78). Zero: it never expires.
	Expires time.Time `json:"expires,omitzero"`

	// UUID names the VCM; empty for Create, whose VCM does not exist yet.
	UUID string `json:"uuid,omitempty"`

	// Properties are those asked for; none for Start.
	Properties Properties `json:"properties,omitzero"`

	// SSHAdminKey and TenantReqKey are the tenant's public keys: for the new
	// VCM's sshadmin service, and for the signatures of this request and later
	// ones. Create only: a new request key travels in Properties.KTenantReq,
	// signed by the old one (guide 3.1.2.3.7).
	SSHAdminKey  sshkey.Public `json:"sshadmin_pubkey,omitempty"`
	TenantReqKey sshkey.Public `json:"tenantreq_pubkey,omitempty"`
}

// Signed is a request together with its signature, which Parse has not
// checked: see Verify.
type Signed struct {
	Request
	Signer    string // fingerprint of the key that signed it, as the request itself says
	Signature []byte // ed25519, 64 bytes
}
