package cli

import (
	"strings"

	"github.com/spf13/pflag"
)

// Option is an option of a command, as its help shows it.
type Option struct {
	Name     string // "-m, --module MODULE"
	About    string
	Required bool
}

// Options lists the options of the command itself, -h first, then in the order of declaration.
func (s Spec) Options() []Option {
	list := []Option{{Name: "-h, --help", About: "Shows this help."}}
	f := s.flagSet()
	f.SortFlags = false
	f.VisitAll(func(f *pflag.Flag) {
		o := Option{Name: flagName(f), About: f.Usage}
		for _, name := range s.Required {
			o.Required = o.Required || name == f.Name
		}
		list = append(list, o)
	})
	return list
}

// UsageLine is the usage line of the command, whose path is such as "hsmadmin vcm create".
func (s Spec) UsageLine(path string) string { return s.usage(path) }

// ReferencePath is the path of a command's page in the reference of the site, from the command's path or from
// the name that Run returns.
func ReferencePath(command string) string {
	command, _, _ = strings.Cut(command, " --")
	return "/commands/" + strings.ReplaceAll(command, " ", "-") + "/"
}
