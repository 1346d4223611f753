// Package cli is the manner in which the tools of the HSM software read their command lines and complain
// about them: subcommands and options as in the guide's usage lines, errors in the style of Python's
// argparse, exit status 2 for a usage error.
//
// Modelled: usage lines, mandatory and exclusive options, the limits of --timeout, -h everywhere, hints for
// near misses. Not modelled: abbreviated options.
//
// pflag reads the options. cobra would find the subcommands too, but costs the browser client some 55 KB for
// help, completion and errors that would all have to be replaced.
package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
)

// Exit statuses of the tools [simulated].
const (
	OK     = 0
	Failed = 1 // refused, or the service did not answer
	Usage  = 2
)

// Limits of --timeout, in seconds (guide 3.4.1.1 and others).
const (
	DefaultTimeout = 30
	MinTimeout     = 3
	MaxTimeout     = 120
)

// Spec declares one command or group of commands.
type Spec struct {
	Name  string // last word: "create"
	Usage string // the options and operands of the usage line, without the command's path
	About string // one sentence
	Guide string // section

	Version   string               // printed by -v and --version; "" = the command has no such option
	Anywhere  func(*pflag.FlagSet) // options that may stand before or after the subcommands (D-106)
	Flags     func(*pflag.FlagSet)
	Mistaken  map[string]string // options that the guide names wrongly here, and the right ones, without dashes (D-100)
	Required  []string          // mandatory options, without dashes
	Exclusive [][]string        // options that cannot stand together
	Operands  []string          // positional operands in order; "[UUID]" is optional
	AnyArgs   bool              // takes whatever it is given: for a command that does nothing but say so
	Timeout   string            // behaviour id of the limits of --timeout; "" = the command has no --timeout
	Seconds   *int              // receives --timeout

	Run   func(args []string) int    // nil for a group
	Wrong func(args []string) string // what else is wrong with the operands, in argparse's words; nil = nothing can be
	Group []Spec                     // subcommands
}

// TimeoutFlag declares --timeout.
func (s Spec) timeoutFlag(f *pflag.FlagSet) {
	if s.Timeout != "" {
		f.IntVar(s.Seconds, "timeout", DefaultTimeout, "Seconds to wait for the service to answer; 3 to 120.")
	}
}

// Wait converts --timeout to a duration.
func Wait(seconds int) time.Duration { return time.Duration(seconds) * time.Second }

// Tool is a command line being run.
type tool struct {
	p      *host.Process
	root   Spec
	status int
	name   string
}

// Run parses the process's command line against the tree and runs what it says. It returns the exit status
// and the name of the command that was found ("hsmadmin vcm create"); reading its help is another command
// ("hsmadmin vcm create --help"), so that nothing takes it for the work.
func Run(p *host.Process, root Spec) (int, string) {
	t := &tool{p: p, root: root, name: root.Name}
	t.execute(root, root.Name, nil, slices.Clone(p.Argv[1:]))
	return t.status, t.name
}

// Complete returns what can follow the command line argv, whose last word may be begun or empty. values
// completes the value of an option or operand by its name.
func Complete(root Spec, argv []string, values func(name string) []string) []string {
	words, last := argv[1:len(argv)-1], argv[len(argv)-1]
	s := root
	for _, w := range words {
		if i := slices.IndexFunc(s.Group, func(g Spec) bool { return g.Name == w }); i >= 0 {
			s = s.Group[i]
		}
	}
	var all []string
	switch previous := argv[len(argv)-2]; {
	case strings.HasPrefix(previous, "--") && s.valued(previous[2:]):
		all = values(previous[2:])
	case strings.HasPrefix(last, "-"):
		all = s.options()
	case len(s.Group) > 0:
		for _, g := range s.Group {
			all = append(all, g.Name)
		}
	default:
		for _, o := range s.Operands {
			all = append(all, values(strings.Trim(o, "[]"))...)
		}
	}
	return slices.DeleteFunc(all, func(c string) bool { return !strings.HasPrefix(c, last) })
}

func (s Spec) flagSet() *pflag.FlagSet {
	f := pflag.NewFlagSet(s.Name, pflag.ContinueOnError)
	for _, declare := range []func(*pflag.FlagSet){s.Anywhere, s.Flags} {
		if declare != nil {
			declare(f)
		}
	}
	if s.Version != "" {
		f.BoolP("version", "v", false, "Shows the version of the Security World software.")
	}
	if s.Timeout != "" {
		seconds := 0
		s.Seconds = &seconds
		s.timeoutFlag(f)
	}
	return f
}

func (s Spec) valued(name string) bool {
	f := s.flagSet().Lookup(name)
	return f != nil && f.NoOptDefVal == ""
}

func (s Spec) options() []string {
	list := []string{"--help"}
	s.flagSet().VisitAll(func(f *pflag.Flag) { list = append(list, "--"+f.Name) })
	slices.Sort(list)
	return list
}

// badTimeout complains about a --timeout outside its limits.
func (t *tool) badTimeout(s Spec, path string) bool {
	if s.Timeout == "" || *s.Seconds >= MinTimeout && *s.Seconds <= MaxTimeout {
		return false
	}
	reason := fmt.Sprintf("argument --timeout: %d is not between %d and %d seconds", *s.Seconds, MinTimeout, MaxTimeout)
	t.p.Refuse(&refusal.Refusal{Service: t.p.Argv[0], Method: s.Name, Reason: reason, ID: s.Timeout, Guide: s.Guide, Basis: refusal.Documented})
	t.usageError(s, path, reason)
	return true
}
