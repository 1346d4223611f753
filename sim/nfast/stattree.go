package nfast

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"hsmlab/sim/chassis"
	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
)

// statNode is a node or leaf of the statistics tree.
type statNode struct {
	name  string
	value string // "" for a node with children
	below []statNode
}

func leaf(name string, value any) statNode { return statNode{name: name, value: fmt.Sprint(value)} }

var noNode = refusal.Rule{Guide: "4.13", Basis: refusal.Simulated}

func stattreeTree(p *host.Process, _ *site.Room) cli.Spec {
	return cli.Spec{
		Name: "stattree", Usage: "[-h] [<node> [<node> ...]]", Guide: "4.13",
		About: "Shows the statistics of the hardserver and of the modules enrolled on this host, among them voltages\nand temperatures. " +
			"A path of nodes shows a part: stattree PerModule 1 ModuleEnvStats CPUVoltage10.\n" +
			"What it says about cooling and batteries is about Solo XC and nShield 5s, not about Solo+.",
		Operands: []string{"[node]", "[node]", "[node]", "[node]"},
		Run:      func(path []string) int { return stattree(p, path) },
	}
}

func stattree(p *host.Process, path []string) int {
	if !connect(p) {
		return cli.Failed
	}
	var shown []string
	nodes := statistics(p)
	for _, name := range path {
		last := len(shown) == len(path)-1 // only there a single value can be named [simulated]
		i := slices.IndexFunc(nodes, func(n statNode) bool { return (last || n.value == "") && (n.name == name || n.name == "#"+name) })
		if i < 0 {
			p.Refuse(noNode.New("hardserver", "stattree", "no node "+name))
			p.Errorf("stattree: no node %s; there are %s\n", strings.Join(append(shown, name), " "), nodeNames(nodes))
			return cli.Failed
		}
		shown = append(shown, name)
		if len(shown) == len(path) {
			nodes = nodes[i : i+1]
		} else {
			nodes = nodes[i].below
		}
	}
	for i, name := range path[:max(len(path)-1, 0)] {
		p.Printf("%s+%s:\n", strings.Repeat("   ", i), numbered(name))
	}
	printTree(p, nodes, max(len(path)-1, 0))
	return cli.OK
}

// numbered writes a node that is a number with its sign.
func numbered(name string) string {
	if _, err := strconv.Atoi(name); err == nil {
		return "#" + name
	}
	return name
}

func nodeNames(nodes []statNode) string {
	var names []string
	for _, n := range nodes {
		if n.value == "" {
			names = append(names, n.name)
		}
	}
	if names == nil {
		return "none below it"
	}
	return strings.Join(names, ", ")
}

// printTree prints the nodes as the vendor's sample does: three blanks a level, values aligned (facts 3.8).
func printTree(p *host.Process, nodes []statNode, depth int) {
	const column = 30
	indent := strings.Repeat("   ", depth)
	for _, n := range nodes {
		if n.value == "" {
			p.Printf("%s+%s:\n", indent, n.name)
			printTree(p, n.below, depth+1)
			continue
		}
		p.Printf("%s-%-*s %s\n", indent, column-len(indent), n.name, n.value)
	}
}

// statistics is the whole tree. Counters of commands are simulated; a host without an enrolled module has no
// PerModule node.
func statistics(p *host.Process) []statNode {
	s := &p.Host.Hardserver
	_, since := s.Running()
	uptime := int(p.Host.Now().Sub(since) / time.Second)
	ran := 0
	for _, n := range slices.Sorted(maps.Values(p.Host.Ran)) {
		ran += n
	}
	tree := []statNode{{name: "ServerGlobals", below: []statNode{
		leaf("Uptime", uptime), leaf("CmdCount", ran*4), leaf("CmdBytes", ran*212), leaf("CmdMarshalErrors", 0),
		leaf("ReplyCount", ran*4), leaf("ReplyBytes", ran*536), leaf("ReplyMarshalErrors", 0),
		leaf("ClientCount", 1), leaf("MaxClients", 1), leaf("DeviceFails", 0), leaf("DeviceRestarts", 0),
		leaf("CryptoClientCount", 0), leaf("MaxCryptoClients", 0),
	}}}
	var modules []statNode
	for i, a := range s.Modules() {
		if below := moduleStatistics(p, a); below != nil {
			modules = append(modules, statNode{name: "#" + strconv.Itoa(i+1), below: below})
		}
	}
	if modules != nil {
		tree = append(tree, statNode{name: "PerModule", below: modules})
	}
	return tree
}

// moduleStatistics is the node of one enrolled module; nil when it does not answer. Values out of the range that
// the guide expects are noted for lab explain, as refusals without an error; the real tool prints them without a word,
// and so does this one, with exit status 0.
func moduleStatistics(p *host.Process, a *host.Attachment) []statNode {
	if u, ok := a.Card.(*chassis.Unit); ok {
		return unitStatistics(p, u)
	}
	if a.Card != nil {
		return soloStatistics(a)
	}
	m, _, _ := p.Host.Reach(a.Config)
	if _, ok := p.Host.Hardserver.Connected(a); !ok || m == nil {
		return nil
	}
	e := m.Environment(a.UUID)
	for _, f := range e.Findings() {
		p.Refuse(f)
	}
	env := []statNode{
		leaf("SerialNumber", e.Serial), leaf("Uptime", e.Uptime), leaf("CurrentTime", e.CurrentTime),
		leaf("MemTotal", e.MemTotal), leaf("MemAllocKernel", e.MemKernel), leaf("MemAllocUser", e.MemUser),
		leaf("TempSP", e.TempSP), leaf("CurrentCPUTemp1", e.CPUTemp1), leaf("CurrentCPUTemp2", e.CPUTemp2),
		leaf("MaxTempC", e.MaxTemp), leaf("MinTempC", e.MinTemp),
	}
	for _, n := range slices.Sorted(maps.Keys(e.Voltages)) {
		env = append(env, leaf("CPUVoltage"+strconv.Itoa(n), e.Voltages[n]))
	}
	return []statNode{
		{name: "ModuleObjStats", below: []statNode{leaf("ObjectCount", 5), leaf("ObjectsCreated", 5), leaf("ObjectsDestroyed", 0)}},
		{name: "ModuleEnvStats", below: env},
		{name: "ModuleJobStats", below: []statNode{leaf("CmdCount", 0), leaf("ReplyCount", 0), leaf("CPULoadPercent", e.Load)}},
	}
}
