package tools

import (
	"math"
	"net/netip"
	"strconv"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/site"
)

// ping costs a second of virtual time for each packet, as the real one.
func ping(c *Call) int {
	f := c.flags()
	count := f.StringP("count", "c", "", "")
	wait := f.StringP("timeout", "W", "1", "")
	quiet := f.BoolP("quiet", "q", false, "")
	device := f.StringP("interface", "I", "", "")
	operands, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	n, seconds, ok := c.pingNumbers(*count, *wait)
	switch {
	case !ok:
		return 1
	case len(operands) == 0:
		c.fail("usage error: Destination address required")
		return 1
	case len(operands) > 1:
		c.fail("not simulated: several destinations, because the lab's packets find their own way")
		return 1
	}
	target, ok := resolve(c.Lab.Snapshot(), operands[0])
	if !ok {
		c.fail("%s: Name or service not known", operands[0])
		return usage
	}
	if target.IsLinkLocalUnicast() && target.Zone() == "" {
		if *device == "" {
			c.fail("Warning: IPv6 link-local address on ICMP datagram socket may require ifname or scope-id => use: address%%<ifname|scope-id>")
			c.fail("connect: Invalid argument")
			return usage
		}
		target = target.WithZone(*device)
	}
	return c.ping(operands[0], target, n, time.Duration(seconds)*time.Second, *quiet)
}

// maxPings is how often a script may ask for a reply.
const maxPings = 1000

// pingNumbers reads how many packets are wanted and how long to wait for each. Without a number a script gets four,
// since nobody would end it; at a terminal it goes on.
func (c *Call) pingNumbers(count, wait string) (n, seconds int, ok bool) {
	n = 4
	if c.Live {
		n = math.MaxInt32
	}
	if count != "" {
		if n, ok = c.atLeastOne(count); !ok {
			return 0, 0, false
		}
		n = min(n, maxPings)
	}
	seconds, ok = c.atLeastOne(wait)
	return n, min(seconds, 60), ok
}

func (c *Call) atLeastOne(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	switch {
	case err != nil:
		c.fail("invalid argument: '%s'", text)
	case n < 1:
		c.fail("invalid argument: '%s': out of range: 1 <= value <= 9223372036854775807", text)
	}
	return n, err == nil && n >= 1
}

func (c *Call) ping(name string, target netip.Addr, n int, wait time.Duration, quiet bool) int {
	if c.Lab.Ping(c.Host, target) == site.NoRoute {
		c.fail("connect: Network is unreachable")
		return usage
	}
	c.printf("PING %s (%s) 56(84) bytes of data.\n", name, target)
	sent, received := 0, 0
	for sent < n {
		sent++
		if c.Lab.Ping(c.Host, target) == site.Reply {
			received++
			if !quiet {
				c.printf("64 bytes from %s: icmp_seq=%d ttl=64 time=0.3 ms\n", target, sent)
			}
		}
		if c.Sleep(wait) != nil {
			break
		}
	}
	c.printf("\n--- %s ping statistics ---\n%d packets transmitted, %d received, %d%% packet loss, time %dms\n", name, sent, received, 100*(sent-received)/sent, (sent-1)*1000)
	return cond2(received > 0, 0, 1)
}

// resolve finds the address of a host's name.
func resolve(s *sim.Snapshot, name string) (netip.Addr, bool) {
	if a, err := netip.ParseAddr(name); err == nil {
		return a, true
	}
	if name == "localhost" {
		return netip.AddrFrom4([4]byte{127, 0, 0, 1}), true
	}
	for _, l := range interfaces(s.Hosts[name].Network)[1:] {
		for _, a := range l.addresses {
			if p, err := netip.ParsePrefix(a); err == nil && !p.Addr().IsLinkLocalUnicast() {
				return p.Addr(), true
			}
		}
	}
	return netip.Addr{}, false
}
