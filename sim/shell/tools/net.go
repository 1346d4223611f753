package tools

import (
	"net/netip"
	"strings"
	"time"

	"hsmlab/sim"
)

// network are the tools that tell what a host can reach.
var network = []Tool{
	{"ip", "[-br] addr|link|route [show]", ip},
	{"ping", "[-c COUNT] [-W SECONDS] HOST (without -c: 4 times)", ping},
}

// ip prints addresses and routes as the snapshot has them. Changing them is not simulated.
func ip(c *Call) int {
	args := c.Args[1:]
	brief := false
	for len(args) > 0 && strings.HasPrefix(args[0], "-") {
		switch args[0] {
		case "-br", "-brief":
			brief = true
		case "-4", "-6":
		default:
			c.fail("not simulated: option %s, because no lesson needs it; man ip lists what is", args[0])
			return usage
		}
		args = args[1:]
	}
	if len(args) == 0 {
		return c.usageError("an object is needed")
	}
	if len(args) > 1 && args[1] != "show" && args[1] != "list" && args[1] != "ls" {
		c.fail("not simulated: ip %s, because the lab's cables and addresses are fixed", strings.Join(args, " "))
		return usage
	}
	n := c.Lab.Snapshot().Hosts[c.Host].Network
	switch {
	case strings.HasPrefix("address", args[0]) && args[0] != "":
		c.addresses(n, brief)
	case strings.HasPrefix("link", args[0]):
		for i, l := range interfaces(n) {
			c.printf("%d: %s: <UP,LOWER_UP> mtu 1500 state UP\n", i+1, l.name)
		}
	case strings.HasPrefix("route", args[0]):
		c.routes(n)
	default:
		c.fail("Object \"%s\" is unknown, try \"man ip\".", args[0])
		return 1
	}
	return 0
}

type device struct {
	name      string
	addresses []string
}

// interfaces groups "eth0 10.0.0.1/24" by device, with the loopback first.
func interfaces(n sim.NetworkSnapshot) []device {
	list := []device{{"lo", []string{"127.0.0.1/8", "::1/128"}}}
	for _, a := range n.Addresses {
		name, addr, _ := strings.Cut(a, " ")
		if last := &list[len(list)-1]; last.name == name {
			last.addresses = append(last.addresses, addr)
		} else {
			list = append(list, device{name, []string{addr}})
		}
	}
	return list
}

func (c *Call) addresses(n sim.NetworkSnapshot, brief bool) {
	for i, l := range interfaces(n) {
		state := cond(l.name == "lo", "UNKNOWN", "UP")
		if brief {
			c.printf("%-16s %-14s %s \n", l.name, state, strings.Join(l.addresses, " "))
			continue
		}
		c.printf("%d: %s: <%sUP,LOWER_UP> mtu %d state %s\n", i+1, l.name, cond(l.name == "lo", "LOOPBACK,", "BROADCAST,MULTICAST,"), cond2(l.name == "lo", 65536, 1500), state)
		for _, a := range l.addresses {
			scope := "global"
			if p, err := netip.ParsePrefix(a); err == nil && (p.Addr().IsLoopback() || p.Addr().IsLinkLocalUnicast()) {
				scope = cond(p.Addr().IsLoopback(), "host", "link")
			}
			c.printf("    inet%s %s scope %s %s\n", cond(strings.Contains(a, ":"), "6", ""), a, scope, l.name)
		}
	}
}

func (c *Call) routes(n sim.NetworkSnapshot) {
	for _, r := range n.Routes {
		c.printf("%s dev %s\n", r, deviceFor(n, r))
	}
	for _, l := range interfaces(n)[1:] {
		for _, a := range l.addresses {
			if p, err := netip.ParsePrefix(a); err == nil && p.Addr().Is4() {
				c.printf("%s dev %s proto kernel scope link src %s\n", p.Masked(), l.name, p.Addr())
			}
		}
	}
}

// deviceFor is the device through which the router of a route is reached.
func deviceFor(n sim.NetworkSnapshot, route string) string {
	_, via, _ := strings.Cut(route, " via ")
	router, _ := netip.ParseAddr(via)
	for _, l := range interfaces(n) {
		for _, a := range l.addresses {
			if p, err := netip.ParsePrefix(a); err == nil && p.Contains(router) {
				return l.name
			}
		}
	}
	return "eth0"
}

// ping costs a second of virtual time for each packet, as the real one.
func ping(c *Call) int {
	f := c.flags()
	count := f.IntP("count", "c", 4, "")
	wait := f.IntP("timeout", "W", 1, "")
	quiet := f.BoolP("quiet", "q", false, "")
	operands, ok := c.parse(f)
	if !ok {
		return usage
	}
	if len(operands) != 1 {
		return c.usageError("one destination is needed")
	}
	s := c.Lab.Snapshot()
	target, ok := resolve(s, operands[0])
	if !ok {
		c.fail("%s: Name or service not known", operands[0])
		return usage
	}
	n := min(max(*count, 1), 1000)
	c.printf("PING %s (%s) 56(84) bytes of data.\n", operands[0], target)
	received := 0
	for i := 1; i <= n; i++ {
		if c.answers(target) {
			received++
			if !*quiet {
				c.printf("64 bytes from %s: icmp_seq=%d ttl=64 time=0.3 ms\n", target, i)
			}
		}
		if c.Sleep(time.Duration(min(max(*wait, 1), 60))*time.Second) != nil {
			break
		}
	}
	c.printf("\n--- %s ping statistics ---\n%d packets transmitted, %d received, %d%% packet loss, time %dms\n", operands[0], n, received, 100*(n-received)/n, (n-1)*1000)
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
	for _, p := range addressesOf(s.Hosts[name].Network) {
		return p.Addr(), true
	}
	return netip.Addr{}, false
}

func addressesOf(n sim.NetworkSnapshot) []netip.Prefix {
	var list []netip.Prefix
	for _, a := range n.Addresses {
		_, addr, _ := strings.Cut(a, " ")
		if p, err := netip.ParsePrefix(addr); err == nil {
			list = append(list, p)
		}
	}
	return list
}

// answers reports whether packets get to the address and somebody is there.
func (c *Call) answers(a netip.Addr) bool {
	s := c.Lab.Snapshot()
	me := s.Hosts[c.Host]
	if a.IsLoopback() || owns(me.Network, a) {
		return true
	}
	for name, h := range s.Hosts {
		if owns(h.Network, a) {
			return name != c.Host && h.Power == "on" && routed(me.Network, a)
		}
	}
	for _, m := range s.Modules {
		for _, v := range m.VCMs {
			if v.Address != a.String() || v.State != "active" || m.Boot != "up" {
				continue
			}
			return a.IsLinkLocalUnicast() && m.Host == c.Host || !a.IsLinkLocalUnicast() && (routed(me.Network, a) || m.Host == c.Host)
		}
	}
	return false
}

func owns(n sim.NetworkSnapshot, a netip.Addr) bool {
	for _, p := range addressesOf(n) {
		if p.Addr() == a {
			return true
		}
	}
	return false
}

// routed reports whether the host knows a way to the address.
func routed(n sim.NetworkSnapshot, a netip.Addr) bool {
	for _, p := range addressesOf(n) {
		if p.Contains(a) {
			return true
		}
	}
	for _, r := range n.Routes {
		to, _, _ := strings.Cut(r, " ")
		if p, err := netip.ParsePrefix(to); to == "default" || err == nil && p.Contains(a) {
			return true
		}
	}
	return false
}
