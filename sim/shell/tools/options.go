package tools

import (
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
)

// flags begins the tool's options.
func (c *Call) flags() *pflag.FlagSet {
	f := pflag.NewFlagSet(c.Args[0], pflag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	f.SortFlags = false
	return f
}

// parse reads the options. When ok is false the tool ends with status misuse, and has said why.
func (c *Call) parse(f *pflag.FlagSet) (operands []string, ok bool) {
	err := f.Parse(c.Args[1:])
	if err == nil {
		return f.Args(), true
	}
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.Is(err, pflag.ErrHelp):
		c.help()
	case errors.As(err, &unknown):
		c.unknownOption(unknown.GetSpecifiedName(), unknown.GetSpecifiedShortnames() != "")
	case errors.As(err, &missing):
		c.missingValue(missing)
	case errors.As(err, &invalid):
		c.invalidValue(invalid)
	default:
		c.fail("%v", err)
	}
	return nil, false
}

// misuse is the exit status for wrong or unsupported options and operands.
func (c *Call) misuse() int {
	if c.helped {
		return 0
	}
	switch c.Args[0] {
	case "ls", "grep", "egrep", "fgrep", "sort", "diff", "jq", "which", "ping", "ip":
		return 2
	case "env":
		return 125
	case "hostname":
		return 255
	}
	return 1
}

// help answers --help.
func (c *Call) help() {
	c.helped = true
	if t := Lookup(c.Args[0]); t != nil {
		c.printf("Usage: %s %s\nman %s tells more.\n", t.Name, t.Synopsis, t.Name)
	}
}

// try is the line after a usage error.
func (c *Call) try(nearest string) {
	c.complain("Try '" + c.Args[0] + " --help' for more information.")
	if nearest != "" {
		c.complain("Did you mean --" + nearest + "?")
	}
}

// complain prints a line without the tool's name.
func (c *Call) complain(line string) { c.Err.Write([]byte(line + "\n")) }

// unknownOption answers an option that the lab does not know: one that the real tool has is not simulated, another is
// an error of whoever typed it.
func (c *Call) unknownOption(name string, short bool) {
	letters, words := optionsOf(c.Args[0])
	switch {
	case short && strings.Contains(letters, name):
		c.notNeeded("-" + name)
	case short:
		c.fail("invalid option -- '%s'", name)
		c.try("")
	case slices.Contains(words, name):
		c.notNeeded("--" + name)
	default:
		c.unrecognized(name, words)
	}
}

// unrecognized answers a long option that no tool has, or that is cut short, as GNU's tools allow.
func (c *Call) unrecognized(name string, words []string) {
	var full []string
	for _, w := range words {
		if strings.HasPrefix(w, name) {
			full = append(full, w)
		}
	}
	if len(full) == 1 {
		c.fail("not simulated: --%s for --%s, because the lab wants options in full", name, full[0])
		return
	}
	if c.Args[0] == "jq" {
		c.fail("Unknown option --%s", name)
		c.complain("Use jq --help for help with command-line options.")
	} else {
		c.fail("unrecognized option '--%s'", name)
	}
	c.try(cli.Nearest(name, words))
}

func (c *Call) notNeeded(option string) {
	c.fail("not simulated: option %s, because no lesson needs it; man %s lists what is", option, c.Args[0])
}

func (c *Call) missingValue(e *pflag.ValueRequiredError) {
	if e.GetSpecifiedShortnames() != "" {
		c.fail("option requires an argument -- '%s'", e.GetSpecifiedName())
	} else {
		c.fail("option '--%s' requires an argument", e.GetSpecifiedName())
	}
	c.try("")
}

// invalidValue says what each tool says of a value that is no number.
func (c *Call) invalidValue(e *pflag.InvalidValueError) {
	f := e.GetFlag()
	if f.Value.Type() == "bool" {
		c.fail("option '--%s' doesn't allow an argument", f.Name)
		c.try("")
		return
	}
	format := invalidValues[f.Name]
	if format == "" {
		format = "invalid argument ‘%s’"
	}
	c.fail("%s", strings.Replace(format, "%s", e.GetValue(), 1))
}

// invalidValues are by the long name of the option.
var invalidValues = map[string]string{
	"after-context": "%s: invalid context length argument", "before-context": "%s: invalid context length argument",
	"context": "%s: invalid context length argument", "max-count": "invalid max count",
	"wrap":     "invalid wrap size: ‘%s’",
	"max-args": "invalid number \"%s\" for -n option", "indent": "--indent takes a number",
}
