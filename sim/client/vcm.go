package client

import (
	"fmt"
	"time"

	"hsmlab/sim/cli"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

var (
	notEnrolled = refusal.Rule{Guide: "4.10.1.16.7", Basis: refusal.Inferred}
	vcmSilent   = refusal.Rule{Guide: "3.1.3.1", Basis: refusal.Inferred}
	vcmKey      = refusal.Rule{Guide: "4.6.5", Basis: refusal.Inferred}
)

// Enrolled are the VCMs that a tenant's command is about: the one with the UUID, or all that are enrolled on this
// host. Others cannot be asked: only the host that enrolled a VCM has the keys for its services.
func (c *Client) Enrolled(uuid, service, method string) ([]vcm.Config, *refusal.Refusal) {
	list := c.P.Host.EnrolledVCMs()
	for _, v := range list {
		if v.UUID == uuid {
			return []vcm.Config{v}, nil
		}
	}
	switch {
	case uuid != "":
		return nil, notEnrolled.New(service, method, "VCM "+uuid+" is not enrolled on this host; hsmadmin vcm enroll does that")
	case len(list) == 0:
		return nil, notEnrolled.New(service, method, "no VCM is enrolled on this host; hsmadmin vcm enroll does that")
	}
	return list, nil
}

// CallVCM asks a service in a VCM to do something, as Call does with a service of the platform: the host's key for
// the service must be the one that the VCM got when it was enrolled.
func (c *Client) CallVCM(config vcm.Config, a Access, do func(*module.Module, *vcm.VCM) *refusal.Refusal) *refusal.Refusal {
	if r := c.Privileged(a); r != nil {
		return r
	}
	began := c.P.Elapsed()
	key, r := c.key(nil, a)
	if r != nil {
		return r
	}
	if r := c.awaitVCM(config, a); r != nil {
		return r
	}
	c.P.Sleep(a.Cost)
	c.trace(a, began)
	m, v, ok := c.P.Host.Reach(config)
	switch {
	case !ok:
		return vcmSilent.New(string(a.Service), a.Method, "VCM "+config.UUID+" at "+config.Address+" stopped answering while it worked")
	case !v.Accepts(a.Service, key.Public()):
		return vcmKey.New(string(a.Service), a.Method, "VCM "+v.UUID+" does not accept the SSH key "+key.Public().Fingerprint()+"; enroll it again")
	}
	return do(m, v)
}

func (c *Client) awaitVCM(config vcm.Config, a Access) *refusal.Refusal {
	end := c.P.Elapsed() + cli.Wait(c.Seconds)
	for {
		if _, _, ok := c.P.Host.Reach(config); ok {
			return nil
		}
		left := end - c.P.Elapsed()
		if left <= 0 {
			return c.vcmSilence(config, a)
		}
		c.P.Sleep(min(left, time.Second))
	}
}

func (c *Client) vcmSilence(config vcm.Config, a Access) *refusal.Refusal {
	why := c.P.Host.Silence(config)
	if why == "" {
		why = "is the VCM started?"
	}
	return vcmSilent.New(string(a.Service), a.Method, fmt.Sprintf("no answer from VCM %s at %s within %d s; %s", config.UUID, config.Address, c.Seconds, why))
}

// Trace is what --verbose tells of a call that took its own way, beginning at began.
func (c *Client) Trace(service sshkey.Service, method string, began time.Duration) {
	c.trace(Access{Service: service, Method: method}, began)
}
