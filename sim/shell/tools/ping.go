package tools

import (
	"net/netip"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/site"
)

// ping costs a second of virtual time for each packet, as the real one.
func ping(c *Call) int {
	f := c.flags()
	count := f.IntP("count", "c", 4, "")
	wait := f.IntP("timeout", "W", 1, "")
	quiet := f.BoolP("quiet", "q", false, "")
	device := f.StringP("interface", "I", "", "")
	operands, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	if len(operands) != 1 {
		return c.usageError("one destination is needed")
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
	return c.ping(operands[0], target, min(max(*count, 1), 1000), time.Duration(min(max(*wait, 1), 60))*time.Second, *quiet)
}

func (c *Call) ping(name string, target netip.Addr, n int, wait time.Duration, quiet bool) int {
	if c.Lab.Ping(c.Host, target) == site.NoRoute {
		c.fail("connect: Network is unreachable")
		return usage
	}
	c.printf("PING %s (%s) 56(84) bytes of data.\n", name, target)
	received := 0
	for i := 1; i <= n; i++ {
		if c.Lab.Ping(c.Host, target) == site.Reply {
			received++
			if !quiet {
				c.printf("64 bytes from %s: icmp_seq=%d ttl=64 time=0.3 ms\n", target, i)
			}
		}
		if c.Sleep(wait) != nil {
			break
		}
	}
	c.printf("\n--- %s ping statistics ---\n%d packets transmitted, %d received, %d%% packet loss, time %dms\n", name, n, received, 100*(n-received)/n, (n-1)*1000)
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
