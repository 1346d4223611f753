package tools

import (
	"net/netip"
	"slices"
	"strings"

	"hsmlab/sim"
)

// network are the tools that tell what a host can reach.
var network = []Tool{
	{"ip", "[-br] [-4|-6] addr|link [show [DEVICE]], ip route, ip route get|add|del NETWORK [via ROUTER]", ip},
	{"ping", "[-c COUNT] [-W SECONDS] [-I DEVICE] HOST (without -c until Ctrl-C; 4 times in a script)", ping},
}

// family is which addresses are wanted: 4, 6, or 0 for both.
type family int

func (f family) wants(a netip.Addr) bool { return f == 0 || a.Is4() == (f == 4) }

// ip prints addresses and routes, and changes routes. Addresses are as the room is wired.
func ip(c *Call) int {
	args := c.Args[1:]
	brief, want := false, family(0)
	for len(args) > 0 && strings.HasPrefix(args[0], "-") {
		switch args[0] {
		case "-br", "-brief":
			brief = true
		case "-4":
			want = 4
		case "-6":
			want = 6
		default:
			c.fail("not simulated: option %s, because no lesson needs it; man ip lists what is", args[0])
			return usage
		}
		args = args[1:]
	}
	if len(args) == 0 || args[0] == "" {
		return c.usageError("an object is needed")
	}
	object, rest := args[0], args[1:]
	route := strings.HasPrefix("route", object)
	if route && len(rest) > 0 && !slices.Contains(shows, rest[0]) {
		return c.route(rest[0], rest[1:])
	}
	only, known := shownDevice(rest)
	if !known || route && only != "" {
		c.fail("not simulated: ip %s, because the lab's cables and addresses are fixed; routes can be changed", strings.Join(args, " "))
		return usage
	}
	n := c.Lab.Snapshot().Hosts[c.Host].Network
	if only != "" && !slices.ContainsFunc(interfaces(n), func(d device) bool { return d.name == only }) {
		c.say("Device \"" + only + "\" does not exist.")
		return 1
	}
	switch {
	case strings.HasPrefix("address", object):
		c.addresses(n, brief, want, only)
	case strings.HasPrefix("link", object):
		c.links(n, brief, only)
	case route:
		c.routes(n, max(want, 4)) // as ip does: IPv6 routes are shown with -6
	default:
		c.fail("Object \"%s\" is unknown, try \"man ip\".", object)
		return 1
	}
	return 0
}

// shownDevice reads what may follow addr and link: show, and a device, with or without dev in front.
func shownDevice(words []string) (device string, ok bool) {
	if len(words) > 0 && slices.Contains(shows, words[0]) {
		words = words[1:]
	}
	if len(words) > 1 && words[0] == "dev" {
		words = words[1:]
	}
	switch len(words) {
	case 0:
		return "", true
	case 1:
		return words[0], !slices.Contains(changes, words[0])
	}
	return "", false
}

// changes are what ip can do besides showing.
var changes = []string{"add", "change", "replace", "del", "delete", "set", "flush", "save", "restore", "help", "up", "dev"}

var shows = []string{"show", "list", "ls"}

// route is ip route get, add and del.
func (c *Call) route(verb string, args []string) int {
	switch verb {
	case "get":
		return c.routeGet(args)
	case "add", "del", "delete":
	default:
		c.fail("not simulated: ip route %s, because no lesson needs it; man ip lists what is", verb)
		return usage
	}
	e := sim.Route{Host: c.Host, User: c.User, Add: verb == "add"}
	device := ""
	if len(args) > 0 {
		e.To, args = network4(args[0]), args[1:]
	}
	for len(args) >= 2 && (args[0] == "via" || args[0] == "dev") {
		if args[0] == "via" {
			e.Via = args[1]
		} else {
			device = args[1]
		}
		args = args[2:]
	}
	if e.To == "" || len(args) > 0 || e.Add && e.Via == "" {
		return c.usageError("a network and its router are needed: ip route add 192.168.0.0/24 via 172.23.128.1")
	}
	via, _ := netip.ParseAddr(e.Via)
	if out, _, ok := c.Lab.Lookup(c.Host, via); e.Add && device != "" && ok && out != device {
		c.say("Error: Nexthop has invalid gateway.")
		return usage
	}
	if err := c.Route(e); err != nil {
		text := why(err)
		if !strings.Contains(text, ": ") {
			text = "Error: " + text
		}
		c.say(text)
		return usage
	}
	return 0
}

// say prints an error as ip does, without the tool's name.
func (c *Call) say(text string) { c.Err.Write([]byte(text + "\n")) }

// network4 is a destination as ip reads it: default, a network, or one address.
func network4(text string) string {
	if text == "default" {
		return "0.0.0.0/0"
	}
	if a, err := netip.ParseAddr(text); err == nil {
		return netip.PrefixFrom(a, a.BitLen()).String()
	}
	return text
}

func (c *Call) routeGet(args []string) int {
	if len(args) != 1 {
		return c.usageError("an address is needed")
	}
	a, err := netip.ParseAddr(args[0])
	if err != nil {
		c.say("Error: any valid prefix is expected rather than \"" + args[0] + "\".")
		return 1
	}
	device, via, ok := c.Lab.Lookup(c.Host, a)
	if !ok {
		c.say("RTNETLINK answers: Network is unreachable")
		return usage
	}
	through := ""
	if via.IsValid() {
		through = "via " + via.String() + " "
	}
	c.printf("%s %sdev %s\n", a, through, device)
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

func (c *Call) links(n sim.NetworkSnapshot, brief bool, only string) {
	for i, l := range interfaces(n) {
		if only != "" && l.name != only {
			continue
		}
		if brief {
			c.printf("%-16s %-14s <%sUP,LOWER_UP> \n", l.name, cond(l.name == "lo", "UNKNOWN", "UP"), cond(l.name == "lo", "LOOPBACK,", "BROADCAST,MULTICAST,"))
			continue
		}
		c.printf("%d: %s: <UP,LOWER_UP> mtu 1500 state UP\n", i+1, l.name)
	}
}

func (c *Call) addresses(n sim.NetworkSnapshot, brief bool, want family, only string) {
	for i, l := range interfaces(n) {
		if only != "" && l.name != only {
			continue
		}
		state := cond(l.name == "lo", "UNKNOWN", "UP")
		l.addresses = slices.DeleteFunc(slices.Clone(l.addresses), func(a string) bool {
			p, err := netip.ParsePrefix(a)
			return err == nil && !want.wants(p.Addr())
		})
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

func (c *Call) routes(n sim.NetworkSnapshot, want family) {
	for _, r := range n.Routes {
		to, way, _ := strings.Cut(r, " ")
		if p, err := netip.ParsePrefix(to); err == nil && want.wants(p.Addr()) {
			c.oneRoute(p, way)
		}
	}
	for _, l := range interfaces(n)[1:] {
		for _, a := range l.addresses {
			p, err := netip.ParsePrefix(a)
			switch {
			case err != nil || !want.wants(p.Addr()):
			case p.Addr().Is4():
				c.printf("%s dev %s proto kernel scope link src %s\n", p.Masked(), l.name, p.Addr())
			default:
				c.printf("%s dev %s proto kernel metric 256\n", p.Masked(), l.name)
			}
		}
	}
}

// oneRoute prints a route over a router, "via 172.23.128.1", or to the VCMs of an HSM, "dev nshield0".
func (c *Call) oneRoute(p netip.Prefix, way string) {
	via, routed := strings.CutPrefix(way, "via ")
	switch {
	case routed:
		router, _ := netip.ParseAddr(via)
		out, _, _ := c.Lab.Lookup(c.Host, router)
		c.printf("%s via %s dev %s\n", cond(p.Bits() == 0, "default", p.String()), via, out)
	case p.Addr().Is4():
		c.printf("%s %s scope link\n", p, way)
	default:
		c.printf("%s %s metric 1024\n", p, way)
	}
}
