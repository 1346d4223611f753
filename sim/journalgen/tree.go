package journalgen

import (
	"maps"
	"slices"
	"strings"

	"hsmlab/sim/cli"
	"hsmlab/sim/hsmadmin"
	"hsmlab/sim/nfast"
	"hsmlab/sim/vcmadmin"
)

// leaf is a command of some tool: its words and its declaration.
type leaf struct {
	words []string
	spec  cli.Spec
}

// leaves are all commands of all tools, so that new ones are tried without anybody adding them here.
var leaves = func() []leaf {
	list := slices.Concat(leavesOf(nil, hsmadmin.Tree(nil, nil)), leavesOf(nil, vcmadmin.Tree(nil, nil)))
	for _, t := range nfast.Tools() {
		list = append(list, leavesOf(nil, t.Tree(nil, nil))...)
	}
	return list
}()

func leavesOf(above []string, s cli.Spec) []leaf {
	words := slices.Concat(above, []string{s.Name})
	if len(s.Group) == 0 {
		return []leaf{{words, s}}
	}
	var list []leaf
	for _, g := range s.Group {
		list = append(list, leavesOf(words, g)...)
	}
	return list
}

// fromTree is a command line with what the command demands, and some of what it allows.
func (g *Generator) fromTree(h string) []string {
	l := leaves[g.below(len(leaves))]
	argv := slices.Clone(l.words)
	for _, o := range l.spec.Options()[1:] {
		if !o.Required && g.below(4) > 0 || o.Required && g.below(20) == 0 {
			continue
		}
		words := strings.Fields(o.Name) // "-m, --module MODULE"
		if valued := strings.ToUpper(words[len(words)-1]) == words[len(words)-1] && !strings.HasPrefix(words[len(words)-1], "-"); valued {
			argv = append(argv, words[len(words)-2], g.value(h, words[len(words)-1]))
		} else {
			argv = append(argv, words[len(words)-1])
		}
	}
	for _, o := range l.spec.Operands {
		if !strings.HasPrefix(o, "[") || g.below(2) == 0 {
			argv = append(argv, g.value(h, strings.ToUpper(strings.Trim(o, "[]"))))
		}
	}
	return argv
}

// value is what somebody may type for an option or operand of that name.
func (g *Generator) value(h, name string) string {
	switch {
	case name == "ESN" || name == "UUID" || name == "NAME" || name == "FEATURES":
		return g.fill(h, name)
	case strings.Contains(name, "QUORUM"):
		return g.pick("1/1", "1/2", "2/2", "2/1", "0/0", "x")
	case name == "TIMEOUT":
		return g.pick("3", "10", "120", "2")
	case name == "ADDRESS":
		return g.fill(h, "ADDR")
	case name == "GATEWAY":
		return g.fill(h, "GATE")
	case strings.Contains(name, "FILE") || strings.Contains(name, "KEY") || strings.Contains(name, "DIR") || strings.Contains(name, "REQUEST") || strings.Contains(name, "PACKAGE"):
		return g.pick(g.existing(h), g.existing(h), g.file(h), g.fill(h, "NEW"), g.dir())
	}
	return g.pick("0", "1", "1", "2", "7", "-1", "100000", "all", "", g.existing(h), g.uuid(), g.esn(), "2026-06-15", "host", "monitor", "setup", "sshadmin")
}

// existing is a file or directory of the host.
func (g *Generator) existing(h string) string {
	paths := slices.Sorted(maps.Keys(g.Lab.Snapshot().Hosts[h].Files))
	if len(paths) == 0 {
		return "/"
	}
	return paths[g.below(len(paths))]
}
