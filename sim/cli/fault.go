package cli

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"
)

// fault tells what is wrong with a command line that pflag could read, "" if nothing is.
func (s Spec) fault(f *pflag.FlagSet, args []string) string {
	for _, check := range []func(*pflag.FlagSet, []string) string{s.missing, s.unrecognized, s.empty, s.exclusive} {
		if text := check(f, args); text != "" {
			return text
		}
	}
	if s.Wrong == nil {
		return ""
	}
	return s.Wrong(args)
}

func (s Spec) missing(f *pflag.FlagSet, args []string) string {
	var missing []string
	for _, name := range s.Required {
		if !f.Changed(name) {
			missing = append(missing, "--"+name)
		}
	}
	for i, o := range s.Operands {
		if i >= len(args) && !strings.HasPrefix(o, "[") {
			missing = append(missing, o)
		}
	}
	if len(missing) == 0 {
		return ""
	}
	return "the following arguments are required: " + strings.Join(missing, ", ")
}

func (s Spec) unrecognized(f *pflag.FlagSet, args []string) string {
	if len(args) <= len(s.Operands) || s.AnyArgs {
		return ""
	}
	extra := args[len(s.Operands):]
	text := "unrecognized arguments: " + strings.Join(extra, " ")
	if f.Lookup(extra[0]) != nil { // D-06: the guide's own slip, settime adjust
		text += "\ndid you mean --" + extra[0]
	}
	return text
}

// empty refuses values without a character: they come from shell variables that nobody set, and would pass for options
// that were left out.
func (s Spec) empty(f *pflag.FlagSet, args []string) string {
	const fault = ": the value is empty; is a shell variable unset?"
	if at := slices.Index(args, ""); at >= 0 && at < len(s.Operands) {
		return "argument " + strings.Trim(s.Operands[at], "[]") + fault
	}
	text := ""
	f.Visit(func(o *pflag.Flag) {
		if text == "" && slices.Contains(values(o), "") {
			text = "argument --" + o.Name + fault
		}
	})
	return text
}

// values are what a text option was given; nil for options of other types.
func values(o *pflag.Flag) []string {
	if list, ok := o.Value.(pflag.SliceValue); ok {
		return list.GetSlice()
	}
	if o.Value.Type() == "string" {
		return []string{o.Value.String()}
	}
	return nil
}

func (s Spec) exclusive(f *pflag.FlagSet, _ []string) string {
	for _, group := range s.Exclusive {
		var used []string
		for _, name := range group {
			if f.Changed(name) {
				used = append(used, name)
			}
		}
		if len(used) > 1 {
			return "argument --" + used[1] + ": not allowed with argument --" + used[0]
		}
	}
	return ""
}
