package cli

import (
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"hsmlab/sim/refusal"
)

// execute finds the command that args name and runs it. inherited are the options of the groups above that may
// stand anywhere.
func (t *tool) execute(s Spec, path string, inherited []func(*pflag.FlagSet), args []string) {
	if s.Anywhere != nil {
		inherited = append(inherited, s.Anywhere)
	}
	f := t.options(s, inherited)
	f.SetInterspersed(len(s.Group) == 0) // the options after a subcommand are the subcommand's
	if err := f.Parse(args); err != nil {
		t.name = path
		t.usageError(s, path, s.flagError(f, err))
		return
	}
	if help, _ := f.GetBool("help"); help {
		t.name = path + " --help"
		t.help(s, path)
		return
	}
	if len(s.Group) > 0 && f.NArg() > 0 {
		if i := slices.IndexFunc(s.Group, func(g Spec) bool { return g.Name == f.Arg(0) }); i >= 0 {
			before := args[:len(args)-f.NArg()]
			t.execute(s.Group[i], path+" "+f.Arg(0), inherited, slices.Concat(before, f.Args()[1:]))
			return
		}
	}
	t.name = path
	t.run(s, path, f, f.Args())
}

// options declares what the command takes.
func (t *tool) options(s Spec, inherited []func(*pflag.FlagSet)) *pflag.FlagSet {
	f := pflag.NewFlagSet(s.Name, pflag.ContinueOnError)
	f.Usage = func() {}
	f.SetOutput(io.Discard)
	for _, declare := range append(slices.Clone(inherited), s.Flags) {
		if declare != nil {
			declare(f)
		}
	}
	s.timeoutFlag(f)
	f.ParseErrorsAllowlist.UnknownFlags = s.AnyArgs
	if s.Version != "" {
		f.BoolP("version", "v", false, "")
	}
	f.BoolP("help", "h", false, "")
	return f
}

// run checks what pflag does not, then runs the command.
func (t *tool) run(s Spec, path string, f *pflag.FlagSet, args []string) {
	if v, err := f.GetBool("version"); err == nil && v && s.Version != "" {
		t.name = path + " --version"
		t.p.Printf("%s\n", s.Version)
		return
	}
	if s.Run == nil || len(s.Group) > 0 && len(args) > 0 {
		t.noCommand(s, path, args)
		return
	}
	if fault := s.fault(f, args); fault != "" {
		t.usageError(s, path, fault)
		return
	}
	if !t.badTimeout(s, path) {
		t.status = s.Run(args)
	}
}

// noCommand answers a group without a subcommand, or with one that does not exist.
func (t *tool) noCommand(s Spec, path string, args []string) {
	if len(args) == 0 {
		t.usageError(s, path, "the following arguments are required: "+s.groupName())
		return
	}
	names := make([]string, len(s.Group))
	for i, g := range s.Group {
		names[i] = g.Name
	}
	text := "argument " + s.groupName() + ": invalid choice: '" + args[0] + "' (choose from " + strings.Join(names, ", ") + ")"
	near := Nearest(args[0], names)
	switch elsewhere := slices.ContainsFunc(t.root.Group, func(g Spec) bool { return g.Name == args[0] }); {
	case elsewhere: // D-22: the guide's headings have hsmadmin vcm setnetwork
		text += "\ndid you mean: " + t.root.Name + " " + args[0]
	case near != "":
		text += "\ndid you mean: " + path + " " + near
	}
	t.usageError(s, path, text)
}

// groupName is what the usage line calls the subcommand: "<subcommand>", or "<option>" of hsmadmin select.
func (s Spec) groupName() string {
	for _, word := range strings.Fields(s.Usage) {
		if strings.HasPrefix(word, "<") && !strings.HasPrefix(word, "<TIMEOUT") {
			return word
		}
	}
	return "<subcommand>"
}

func (s Spec) flagError(f *pflag.FlagSet, err error) string {
	var unknown *pflag.NotExistError
	var value *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return s.unknownOption(f, unknown)
	case errors.As(err, &value):
		return "argument --" + value.GetFlag().Name + ": expected one argument"
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		if f.Value.Type() == "bool" {
			return "argument --" + f.Name + ": ignored explicit argument '" + invalid.GetValue() + "'\ndid you mean --" + f.Name
		}
		return "argument --" + f.Name + ": invalid " + f.Value.Type() + " value: '" + invalid.GetValue() + "'"
	}
	return err.Error()
}

// unknownOption names the option as it was typed, which may be a long one with one dash, and the one that was meant.
func (s Spec) unknownOption(f *pflag.FlagSet, e *pflag.NotExistError) string {
	name, dashes := e.GetSpecifiedName(), "--"
	if letters, _, _ := strings.Cut(e.GetSpecifiedShortnames(), "="); letters != "" {
		name, dashes = letters, "-"
	}
	text := "unrecognized arguments: " + dashes + name
	right := s.Mistaken[name]
	if right == "" && len(name) > 1 {
		right = Nearest(name, longNames(f))
	}
	if right != "" {
		text += "\ndid you mean --" + right
	}
	return text
}

func longNames(f *pflag.FlagSet) (names []string) {
	f.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// usageError prints the usage line and what is wrong, and sets the exit status.
func (t *tool) usageError(s Spec, path, text string) {
	t.status = Usage
	t.p.Errorf("usage: %s\n%s: error: %s\n", s.usage(path), path, text)
	if len(t.p.Refusals) == 0 {
		t.p.Refuse(&refusal.Refusal{Service: path, Method: "usage", Reason: text, Guide: s.Guide, Basis: refusal.Simulated})
	}
}

func (s Spec) usage(path string) string { return strings.TrimSpace(path + " " + s.Usage) }

// help prints what -h shows.
func (t *tool) help(s Spec, path string) {
	t.p.Printf("usage: %s\n\n%s\n", s.usage(path), s.About)
	if len(s.Group) > 0 {
		t.p.Printf("\nsubcommands:\n")
		for _, g := range s.Group {
			t.p.Printf("  %-16s %s\n", g.Name, g.About)
		}
	}
	t.p.Printf("\noptions:\n")
	t.option("-h, --help", "Shows this help.")
	f := s.flagSet()
	f.SortFlags = false
	f.VisitAll(func(f *pflag.Flag) { t.option(flagName(f), f.Usage) })
	if s.Guide != "" {
		t.p.Printf("\nguide section %s; simulated by hsmlab\n", s.Guide)
	}
}

// option prints a line of the help; a long option has a line of its own before its description.
func (t *tool) option(name, about string) {
	const column = 24
	if len(name) > column {
		t.p.Printf("  %s\n", name)
		name = ""
	}
	t.p.Printf("  %-*s %s\n", column, name, about)
}

func flagName(f *pflag.Flag) string {
	name := "--" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", " + name
	}
	if f.NoOptDefVal == "" {
		name += " " + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
	}
	return name
}
