package author

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"mvdan.cc/sh/v3/syntax"

	"hsmlab/sim"
	"hsmlab/sim/cli"
	"hsmlab/sim/shell"
)

// toolSpecs are the command trees of the HSM software, by name: a command in a text is held against them.
var toolSpecs = sync.OnceValue(func() map[string]cli.Spec {
	byName := map[string]cli.Spec{}
	for _, s := range sim.Commands() {
		byName[s.Name] = s
	}
	return byName
})

// unknown stands for a word that is not known before the command runs.
const unknown = "…"

// fault is what no tool would take, and the line of the command in its text, from 1.
type fault struct {
	line int
	text string
}

// faults says what no tool would take in a command line: a subcommand, an option or a verb of lab that does not exist. Other
// programs it does not know.
func faults(line string) []string {
	var texts []string
	for _, f := range faultsIn(line) {
		texts = append(texts, f.text)
	}
	return texts
}

// faultsIn is faults for a text of several lines.
func faultsIn(text string) []fault {
	var found []fault
	note := func(line int, words []string) {
		for _, f := range commandFaults(words) {
			found = append(found, fault{line, f})
		}
	}
	parsed, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(text), "")
	if err != nil {
		note(1, strings.Fields(text))
		return found
	}
	syntax.Walk(parsed, func(n syntax.Node) bool {
		if call, ok := n.(*syntax.CallExpr); ok {
			note(int(call.Pos().Line()), wordsOf(call.Args))
		}
		return true
	})
	return found
}

// wordsOf are the words of a command as far as they are written out.
func wordsOf(args []*syntax.Word) []string {
	var words []string
	for _, w := range args {
		words = append(words, wordText(w.Parts))
	}
	return words
}

func wordText(parts []syntax.WordPart) string {
	var b strings.Builder
	for _, part := range parts {
		switch p := part.(type) {
		case *syntax.Lit:
			b.WriteString(p.Value)
		case *syntax.SglQuoted:
			b.WriteString(p.Value)
		case *syntax.DblQuoted:
			b.WriteString(wordText(p.Parts))
		default:
			b.WriteString(unknown)
		}
	}
	return b.String()
}

func commandFaults(words []string) []string {
	if len(words) == 0 {
		return nil
	}
	if words[0] == "lab" {
		return labFaults(words[1:])
	}
	if spec, ok := toolSpecs()[path.Base(words[0])]; ok {
		return toolFaults(spec, spec.Name, spec.Options(), words[1:])
	}
	return nil
}

// toolFaults follows the words through the subcommands. known are the options of the commands above, some of which may stand
// behind a subcommand.
func toolFaults(s cli.Spec, name string, known []cli.Option, words []string) []string {
	var found []string
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case w == "--":
			return found
		case strings.HasPrefix(w, "-") && w != "-":
			valued, ok := option(known, w)
			if !ok && !s.AnyArgs {
				found = append(found, fmt.Sprintf("%s has no option %s", name, w))
			}
			if valued {
				i++
			}
		case len(s.Group) == 0 || open(w):
		default:
			n := slices.IndexFunc(s.Group, func(g cli.Spec) bool { return g.Name == w })
			if n < 0 {
				return append(found, fmt.Sprintf("%s has no subcommand %q", name, w))
			}
			sub := s.Group[n]
			return append(found, toolFaults(sub, name+" "+w, slices.Concat(known, sub.Options()), words[i+1:])...)
		}
	}
	return found
}

// open tells whether a word stands for others: UUID, N or what is filled in later.
func open(w string) bool {
	return strings.Contains(w, unknown) || strings.Contains(w, "...") || strings.ToUpper(w) == w
}

// option finds an option as it was typed, and whether its value is the next word.
func option(known []cli.Option, typed string) (valued, ok bool) {
	name, _, given := strings.Cut(typed, "=")
	for _, o := range known {
		words := strings.Fields(strings.ReplaceAll(o.Name, ",", ""))
		last := words[len(words)-1]
		takes := !strings.HasPrefix(last, "-")
		short := len(words[0]) == 2 && takes && len(name) > 2 && strings.HasPrefix(name, words[0]) && name[1] != '-' // -m1
		if slices.Contains(words, name) || short {
			return takes && !given && !short, true
		}
	}
	return false, false
}

func labFaults(words []string) []string {
	if len(words) == 0 || words[0] == "help" || strings.HasPrefix(words[0], "-") || open(words[0]) {
		return nil
	}
	verb := words[0]
	usage, ok := shell.VerbUsage(verb)
	switch {
	case !ok:
		return []string{fmt.Sprintf("lab has no verb %q", verb)}
	case verb == "on" && len(words) == 3: // the command in quotes, or one without words
		return faults(words[2])
	case verb == "on":
		return commandFaults(words[min(2, len(words)):])
	}
	var found []string
	for _, w := range words[1:] {
		if name, _, _ := strings.Cut(w, "="); strings.HasPrefix(name, "--") && !strings.Contains(usage, name) {
			found = append(found, fmt.Sprintf("lab %s has no option %s", verb, name))
		}
	}
	return found
}
