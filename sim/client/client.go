// Package client is the host's side of the platform services: it finds the HSMs of a host, unlocks the SSH
// client key of a service as the user who runs the tool, waits for the service's answer and reports a
// refusal in the form that the guide shows.
//
// Modelled: which user can read which key, keys that the HSM does not accept, services that do not answer.
// Not modelled: the SSH protocol. How long a service takes is simulated.
package client

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
	"hsmlab/sim/sshkey"
)

// Client is one tool at work on one host.
type Client struct {
	P       *host.Process
	Room    *site.Room
	Seconds int      // --timeout
	ESNs    []string // --esn, repeatable; none = all
	Verbose bool
	JSON    bool

	warned bool // of firmware newer than the software
}

// Access is what a call to a service needs.
type Access struct {
	Service sshkey.Service
	Method  string
	Root    bool          // needs elevated privileges whatever the key file says (D-51)
	Rule    refusal.Rule  // names the statement that demands the privilege
	Cost    time.Duration // how long the service works [simulated]
	Open    bool          // needs no key: it tells only what any discovery shows
	Works   bool          // the work itself takes time beyond Cost: see Work
	Revives bool          // reaches an HSM in an error state: only a reset does (guide 4.4.2, D-37)
}

var esnForm = regexp.MustCompile(`^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$`)

var (
	noModule = refusal.Rule{Guide: "4.10.1", Basis: refusal.Inferred}
	noAnswer = refusal.Rule{Guide: "4.10.1", Basis: refusal.Inferred}

	deadBattery = refusal.Rule{ID: "G-4.13.1-5", Guide: "4.13.1", Basis: refusal.Documented}

	keyAccess = refusal.Rule{ID: "G-4.7.1-1", Guide: "4.7.1", Basis: refusal.Documented}
	keyless   = refusal.Rule{ID: "G-4.7.8-3", Guide: "4.7.8", Basis: refusal.Documented, Also: []string{"G-4.7.1-1"}}
)

// Fail reports a refusal: "ERROR: Failed to <doing>: …". It returns the exit status.
func (c *Client) Fail(doing string, r *refusal.Refusal) int {
	c.P.Refuse(r)
	c.P.Errorf("ERROR: Failed to %s: %s\n", doing, r.Error())
	return cli.Failed
}

// Modules are the HSMs that the command is about: those named with --esn, in that order, or all of the host.
func (c *Client) Modules(service, method string) ([]*module.Module, *refusal.Refusal) {
	fitted := c.P.Host.Seen()
	if len(fitted) == 0 {
		return nil, noModule.New(service, method, "no HSM found in this host"+goneFrom(c.P.Host))
	}
	if len(c.ESNs) == 0 {
		c.compare(fitted)
		return fitted, nil
	}
	var list []*module.Module
	for _, esn := range c.ESNs {
		if !esnForm.MatchString(esn) {
			return nil, noModule.New(service, method, fmt.Sprintf("%.60q is not an ESN; it looks like 8851-43DF-3795", esn))
		}
		i := slices.IndexFunc(fitted, func(m *module.Module) bool { return m.ESN == esn })
		if i < 0 {
			return nil, noModule.New(service, method, "no HSM "+esn+" in this host; it has "+esnList(fitted))
		}
		if !slices.Contains(list, fitted[i]) {
			list = append(list, fitted[i])
		}
	}
	c.compare(list)
	return list, nil
}

// goneFrom tells of HSMs that were installed when the list of them was last refreshed (guide 4.7.9).
func goneFrom(h *host.Host) string {
	if gone := h.Missing(); len(gone) > 0 {
		return "; " + strings.Join(gone, ", ") + " was here before, and hsmadmin enroll refreshes the list"
	}
	return ""
}

// compare warns of HSMs whose firmware is newer than the software of this host (guide 4.15.2).
func (c *Client) compare(list []*module.Module) {
	for _, m := range list {
		if v := m.Version().String(); !c.warned && host.Older(c.P.Host.Software, v) {
			c.P.Errorf("WARNING: HSM %s: firmware %s is newer than the software of this host, %s; some functions are not available\n", m.ESN, v, c.P.Host.Software)
		}
	}
	c.warned = true
}

// One is the single HSM that a command needs; with several in the host, --esn must choose.
func (c *Client) One(service, method string) (*module.Module, *refusal.Refusal) {
	list, r := c.Modules(service, method)
	if r != nil {
		return nil, r
	}
	if len(list) > 1 {
		return nil, noModule.New(service, method, "several HSMs in this host; choose one with --esn: "+esnList(list))
	}
	return list[0], nil
}

func esnList(list []*module.Module) string {
	names := make([]string, len(list))
	for i, m := range list {
		names[i] = m.ESN
	}
	return strings.Join(names, ", ")
}

// Call asks a service of a module to do something: it checks the user's privileges and key, waits until the
// service answers or the timeout is over, lets the work take its time, and then runs do.
func (c *Client) Call(m *module.Module, a Access, do func() *refusal.Refusal) *refusal.Refusal {
	if r := c.Privileged(a); r != nil {
		return r
	}
	began := c.P.Elapsed()
	var key sshkey.Key
	if !a.Open {
		var r *refusal.Refusal
		if key, r = c.key(m, a); r != nil {
			return r
		}
	}
	if r := c.await(m, a); r != nil {
		return r
	}
	if r := admit(m, a, key); r != nil {
		return record(m, a, r)
	}
	m.Touch()
	c.P.Sleep(a.Cost)
	if !a.Works {
		c.trace(a, began)
	}
	if !answers(m, a) {
		return brokenOff(m, a)
	}
	if r := authenticate(m, a, key); r != nil {
		return record(m, a, r) // somebody erased the HSM meanwhile
	}
	r := record(m, a, do())
	if a.Works {
		c.trace(a, began)
	}
	return r
}

// admit tells why a module does not even begin with a call.
func admit(m *module.Module, a Access, key sshkey.Key) *refusal.Refusal {
	if r := authenticate(m, a, key); r != nil {
		return r
	}
	return m.Forbids(string(a.Service), a.Method)
}

// record lets the module write the call into its system log.
func record(m *module.Module, a Access, r *refusal.Refusal) *refusal.Refusal {
	m.Record(string(a.Service), a.Method, r)
	return r
}

// Work lets a service that accepted a call work for d; a reset or a fault in the meantime ends the call.
func (c *Client) Work(m *module.Module, a Access, d time.Duration) *refusal.Refusal {
	resets := m.Resets()
	c.P.Sleep(d)
	if !answers(m, a) || m.Resets() != resets {
		return brokenOff(m, a)
	}
	return nil
}

func answers(m *module.Module, a Access) bool {
	return m.Up() && m.Seen() && (a.Revives || !m.Failed() || m.MonitorOnly())
}

func authenticate(m *module.Module, a Access, key sshkey.Key) *refusal.Refusal {
	if a.Open {
		return nil
	}
	return m.Authenticate(a.Service, a.Method, key.Public())
}

// trace is what --verbose prints on the standard error [simulated].
func (c *Client) trace(a Access, began time.Duration) {
	if !c.Verbose {
		return
	}
	key := "no key needed"
	if !a.Open || a.Root {
		key = "key " + host.KeyFile(a.Service)
	}
	c.P.Errorf("%s %s: %d ms, %s\n", a.Service, a.Method, (c.P.Elapsed() - began).Milliseconds(), key)
}

// Privileged tells why the user may not use a service that needs elevated privileges; nil if there is no reason.
func (c *Client) Privileged(a Access) *refusal.Refusal {
	if !a.Root || c.P.User.UID == 0 {
		return nil
	}
	return a.Rule.New(string(a.Service), a.Method, fmt.Sprintf(
		"root privileges are required; user %s may not use the SSH key %s (group %s)",
		c.P.User.Name, host.KeyFile(a.Service), c.P.Host.KeyGroup(a.Service)))
}

// key loads the client key of a service. m is nil for a service that is not of a module.
func (c *Client) key(m *module.Module, a Access) (sshkey.Key, *refusal.Refusal) {
	key, err := c.P.Host.LoadKey(c.P.User, a.Service, c.P.Secrets())
	if err == nil {
		return key, nil
	}
	rule := a.Rule
	if c.P.User.UID == 0 || rule.ID == "" {
		rule = keyAccess
	}
	if a.Method == "factorystate" && errors.Is(err, host.ErrLostKey) {
		rule = keyless
	}
	reason := err.Error()
	if m != nil && m.Factory() && errors.Is(err, host.ErrLostKey) { // no backup is needed then
		reason = "SSH key " + host.KeyFile(a.Service) + " not found; the HSM is in factory state: " + host.ErrLostKey.Error()
	}
	return key, rule.New(string(a.Service), a.Method, reason)
}

// await polls until the module's services answer.
func (c *Client) await(m *module.Module, a Access) *refusal.Refusal {
	end := c.P.Elapsed() + cli.Wait(c.Seconds)
	for !answers(m, a) {
		left := end - c.P.Elapsed()
		if left <= 0 {
			return c.silence(m, a)
		}
		c.P.Sleep(min(left, time.Second))
	}
	return nil
}
