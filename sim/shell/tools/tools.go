// Package tools is the small Unix tools of a simulated host: ls, grep, sed, jq and their like.
//
// They are functions of the lab's files: they read without leaving a trace, and every change they make is a
// File event. Each does what its manual page (man NAME) says; an option that is not simulated is refused,
// never ignored.
package tools

import (
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"sort"
	"strings"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/host"
)

// Call is one run of a tool.
type Call struct {
	Args     []string // Args[0] is the tool's name
	In       io.Reader
	Out, Err io.Writer
	Terminal bool // Out is a terminal
	Columns  int  // its width
	Live     bool // time goes by itself, and somebody at the terminal can press Ctrl-C

	Lab        *sim.Lab // to read only
	Host, User string
	Dir        string   // present directory
	Env        []string // exported variables, "NAME=value", sorted

	Change func(sim.File) error        // makes a change; Host and User are filled in
	Route  func(sim.Route) error       // adds or deletes a route of the host
	Clock  func(t time.Time) error     // sets the host's clock, for root
	Sleep  func(d time.Duration) error // lets virtual time pass; an error means: end now
	Run    func(c Command) int         // runs another command
	Stop   func() bool                 // reports whether the tool must end: Ctrl-C

	helped bool // --help was asked for
}

// Command is a command that a tool runs.
type Command struct {
	Args     []string
	Env      []string // exported variables, "NAME=value"
	In       io.Reader
	Out, Err io.Writer
}

// Tool is a small tool.
type Tool struct {
	Name     string
	Synopsis string // what follows the name, "[-l] [FILE]..."
	Run      func(*Call) int
}

// registry is sorted by name.
var registry []Tool

func init() {
	registry = slices.Concat(changing, keyTools, listing, textTools, searching, numbers, system, network)
	sort.Slice(registry, func(i, j int) bool { return registry[i].Name < registry[j].Name })
}

// Lookup finds a tool; nil if there is none of that name.
func Lookup(name string) *Tool {
	i, ok := slices.BinarySearchFunc(registry, name, func(t Tool, n string) int { return strings.Compare(t.Name, n) })
	if !ok {
		return nil
	}
	return &registry[i]
}

// Names lists the tools, sorted.
func Names() []string {
	var list []string
	for _, t := range registry {
		list = append(list, t.Name)
	}
	return list
}

// usage is the exit status of the tools whose errors are 2.
const usage = 2

// numeric turns a leading -5 into -n 5.
func (c *Call) numeric() {
	for i, a := range c.Args[1:] {
		if before := c.Args[i]; before == "-n" || before == "-c" {
			continue
		}
		if len(a) > 1 && a[0] == '-' && strings.Trim(a[1:], "0123456789") == "" {
			c.Args = slices.Concat(c.Args[:i+1], []string{"-n", a[1:]}, c.Args[i+2:])
			return
		}
	}
}

// fail prints an error with the tool's name in front.
func (c *Call) fail(format string, a ...any) {
	fmt.Fprintf(c.Err, c.Args[0]+": "+format+"\n", a...)
}

func (c *Call) printf(format string, a ...any) { fmt.Fprintf(c.Out, format, a...) }

// usageError says what is wrong with the operands.
func (c *Call) usageError(format string, a ...any) int {
	c.fail(format, a...)
	c.try("")
	return c.misuse()
}

// abs is a path as the lab wants it.
func (c *Call) abs(p string) string {
	if !path.IsAbs(p) {
		p = path.Join(c.Dir, p)
	}
	return path.Clean(p)
}

// why is the Unix text of an error.
func why(err error) string {
	var e host.Errno
	if errors.As(err, &e) {
		return e.Error()
	}
	return err.Error()
}

// read returns a file's content, or the standard input for "-".
func (c *Call) read(p string) ([]byte, error) {
	switch {
	case p == "-" || p == "/dev/stdin":
		return c.input()
	case p == "/dev/null":
		return nil, nil
	case p == "":
		return nil, host.ErrNotExist
	}
	return c.Lab.ReadFile(c.Host, c.User, c.abs(p))
}

// ErrStop is what a tool's input answers when the tool must end: Ctrl-C.
var ErrStop = errors.New("interrupted")

// inputLimit is how much a tool reads from its standard input: more than any pipe or file of the lab holds.
const inputLimit = 128 << 20

func (c *Call) input() ([]byte, error) {
	if c.In == nil {
		return nil, nil
	}
	return io.ReadAll(io.LimitReader(c.In, inputLimit))
}

func (c *Call) stat(p string) (sim.FileInfo, error) {
	if p == "" || p == "-" {
		return sim.FileInfo{}, host.ErrNotExist
	}
	if full := c.abs(p); isDevice(full) {
		return sim.FileInfo{Name: path.Base(full), Path: full, Mode: 0o666, Owner: host.Root, Group: host.Root, MTime: c.now().Add(-c.Lab.Now())}, nil
	}
	return c.Lab.Stat(c.Host, c.User, c.abs(p))
}

// isDevice names the only device that is a file of every host and means the same to every program.
func isDevice(full string) bool { return full == "/dev/null" }

// each reads every file, or the standard input when there are none, and hands it on. It returns 1 when a
// file cannot be read.
func (c *Call) each(files []string, f func(name string, data []byte)) int {
	if len(files) == 0 {
		files = []string{"-"}
	}
	status := 0
	for _, name := range files {
		data, err := c.read(name)
		switch {
		case errors.Is(err, ErrStop):
			return 1
		case err != nil:
			c.fail("%s: %s", name, why(err))
			status = 1
		default:
			f(name, data)
		}
	}
	return status
}

// change makes a change to a file.
func (c *Call) change(op, p string, e sim.File) error {
	e.Host, e.User, e.Op, e.Path = c.Host, c.User, op, c.abs(p)
	return c.Change(e)
}

// lines cuts text into its lines, without the newlines.
func lines(data []byte) []string {
	if len(data) == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
}

// now is the host's date and time.
func (c *Call) now() time.Time { return c.Lab.HostTime(c.Host) }

// account finds a user of the host.
func (c *Call) account(name string) (host.User, bool) {
	for _, u := range c.Lab.Users(c.Host) {
		if u.Name == name {
			return u, true
		}
	}
	return host.User{}, false
}
