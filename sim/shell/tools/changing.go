package tools

import (
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"

	"hsmlab/sim"
	"hsmlab/sim/host"
)

// changing are the tools that change files.
var changing = []Tool{
	{"chmod", "[-R] MODE FILE...", chmod},
	{"chown", "[-R] [OWNER][:GROUP] FILE...", chown},
	{"cp", "[-rpfv] SOURCE... DEST", cp},
	{"mkdir", "[-pv] [-m MODE] DIRECTORY...", mkdir},
	{"mv", "[-fnv] SOURCE... DEST", mv},
	{"rm", "[-rfv] FILE...", rm},
	{"rmdir", "DIRECTORY...", rmdir},
	{"tee", "[-a] [FILE]...", tee},
	{"touch", "[-c] FILE...", touch},
}

func mkdir(c *Call) int {
	f := c.flags()
	parents := f.BoolP("parents", "p", false, "")
	verbose := f.BoolP("verbose", "v", false, "")
	mode := f.StringP("mode", "m", "", "")
	dirs, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	if len(dirs) == 0 {
		return c.usageError("missing operand")
	}
	e := sim.File{}
	if *mode != "" {
		m, err := strconv.ParseUint(*mode, 8, 12)
		if err != nil {
			c.fail("invalid mode ‘%s’", *mode)
			return 1
		}
		e.Mode = uint32(m)
	}
	status := 0
	for _, d := range dirs {
		if err := c.mkdir(d, *parents, *verbose, e); err != nil {
			c.fail("cannot create directory ‘%s’: %s", d, why(err))
			status = 1
		}
	}
	return status
}

func (c *Call) mkdir(d string, parents, verbose bool, e sim.File) error {
	if parents {
		if info, err := c.stat(d); err == nil && info.Dir {
			return nil
		}
		if up := path.Dir(c.abs(d)); up != "/" {
			if err := c.mkdir(up, true, verbose, sim.File{}); err != nil {
				return err
			}
		}
	}
	err := c.change("mkdir", d, e)
	if err == nil && verbose {
		c.printf("mkdir: created directory '%s'\n", d)
	}
	return err
}

func rmdir(c *Call) int {
	dirs, ok := c.parse(c.flags())
	if !ok {
		return c.misuse()
	}
	status := 0
	for _, d := range dirs {
		info, err := c.stat(d)
		if err == nil && !info.Dir {
			err = host.ErrNotDir
		}
		if err == nil {
			err = c.change("remove", d, sim.File{})
		}
		if err != nil {
			c.fail("failed to remove '%s': %s", d, why(err))
			status = 1
		}
	}
	return status
}

func rm(c *Call) int {
	f := c.flags()
	recursive := f.BoolP("recursive", "r", false, "")
	capital := f.BoolP(" R", "R", false, "")
	force := f.BoolP("force", "f", false, "")
	verbose := f.BoolP("verbose", "v", false, "")
	files, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	if len(files) == 0 && !*force {
		return c.usageError("missing operand")
	}
	status := 0
	for _, p := range files {
		if last := path.Base(strings.TrimRight("x/"+p, "/")); last == "." || last == ".." {
			c.fail("refusing to remove '.' or '..' directory: skipping '%s'", p)
			status = 1
			continue
		}
		if c.abs(p) == "/" {
			c.fail("it is dangerous to operate recursively on '/'")
			c.fail("use --no-preserve-root to override this failsafe")
			status = 1
			continue
		}
		if err := c.remove(p, *recursive || *capital, *force, *verbose); err != nil {
			c.fail("cannot remove '%s': %s", p, why(err))
			status = 1
		}
	}
	return status
}

func (c *Call) remove(p string, recursive, force, verbose bool) error {
	info, err := c.stat(p)
	switch {
	case err != nil && force && errors.Is(err, host.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Dir && !recursive:
		return host.ErrIsDir
	case info.Dir:
		list, err := c.Lab.ReadDir(c.Host, c.User, c.abs(p))
		if err != nil {
			return err
		}
		for _, i := range list {
			if err := c.remove(path.Join(p, i.Name), true, force, verbose); err != nil {
				return err
			}
		}
	}
	if err := c.change("remove", p, sim.File{}); err != nil {
		return err
	}
	if verbose {
		c.printf("removed '%s'\n", p)
	}
	return nil
}

// targets pairs sources with where they go: into DEST when it is a directory.
func (c *Call) targets(operands []string, do func(from, to string) error, verb string) int {
	switch len(operands) {
	case 0:
		return c.usageError("missing file operand")
	case 1:
		return c.usageError("missing destination file operand after '%s'", operands[0])
	}
	dest := operands[len(operands)-1]
	info, err := c.stat(dest)
	into := err == nil && info.Dir
	if !into && (len(operands) > 2 || strings.HasSuffix(dest, "/") && err != nil) {
		c.fail("target '%s': %s", dest, cond(err != nil, "No such file or directory", "Not a directory"))
		return 1
	}
	status := 0
	for _, from := range operands[:len(operands)-1] {
		to := dest
		if into {
			to = path.Join(dest, path.Base(c.abs(from)))
		}
		if err := c.move(from, to, do); err != nil {
			status = 1
			if said := (sentence("")); errors.As(err, &said) {
				c.fail("%s", said)
				continue
			}
			c.fail("%s '%s': %s", verb, from, why(err))
		}
	}
	return status
}

// sentence is an error that says everything.
type sentence string

func (s sentence) Error() string { return string(s) }

// move calls do on a source that exists.
func (c *Call) move(from, to string, do func(from, to string) error) error {
	if _, err := c.stat(from); err != nil {
		return sentence("cannot stat '" + from + "': " + why(err))
	}
	return do(from, to)
}

func cond(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}

func cp(c *Call) int {
	f := c.flags()
	r := f.BoolP("recursive", "r", false, "")
	capital := f.BoolP(" R", "R", false, "")
	archive := f.BoolP("archive", "a", false, "")
	preserve := f.BoolP("preserve", "p", false, "")
	f.BoolP("force", "f", false, "")
	verbose := f.BoolP("verbose", "v", false, "")
	operands, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	return c.targets(operands, func(from, to string) error {
		return c.copy(from, to, *r || *capital || *archive, *preserve || *archive, *verbose)
	}, "cannot copy")
}

func (c *Call) copy(from, to string, recursive, preserve, verbose bool) error {
	info, err := c.stat(from)
	switch {
	case err != nil:
		return err
	case c.abs(from) == c.abs(to):
		return sentence("'" + from + "' and '" + to + "' are the same file")
	case info.Dir && !recursive:
		return sentence("-r not specified; omitting directory '" + from + "'")
	case info.Dir && strings.HasPrefix(c.abs(to)+"/", c.abs(from)+"/"):
		return errors.New("cannot copy a directory into itself")
	}
	if verbose {
		c.printf("'%s' -> '%s'\n", from, to)
	}
	if info.Dir {
		return c.copyDir(info, from, to, preserve, verbose)
	}
	data, err := c.Lab.ReadFile(c.Host, c.User, c.abs(from))
	if err == nil {
		err = c.change("put", to, sim.File{Data: data, Mode: uint32(info.Mode)})
	}
	if err == nil && preserve {
		err = c.preserve(info, to)
	}
	return err
}

// preserve gives a copy the mode of the original, and its owner and group too where the user is root: nobody else
// may give files away.
func (c *Call) preserve(info sim.FileInfo, to string) error {
	if c.User == host.Root {
		if err := c.change("chown", to, sim.File{Owner: info.Owner, Group: info.Group}); err != nil {
			return err
		}
	}
	return c.change("chmod", to, sim.File{Mode: uint32(info.Mode)})
}

func (c *Call) copyDir(info sim.FileInfo, from, to string, preserve, verbose bool) error {
	if i, err := c.stat(to); err != nil || !i.Dir {
		if err := c.change("mkdir", to, sim.File{Mode: uint32(info.Mode)}); err != nil {
			return err
		}
	}
	list, err := c.Lab.ReadDir(c.Host, c.User, c.abs(from))
	if err != nil {
		return err
	}
	for _, i := range list {
		if err := c.copy(path.Join(from, i.Name), path.Join(to, i.Name), true, preserve, verbose); err != nil {
			return err
		}
	}
	if preserve {
		return c.preserve(info, to)
	}
	return nil
}

func mv(c *Call) int {
	f := c.flags()
	f.BoolP("force", "f", false, "")
	keep := f.BoolP("no-clobber", "n", false, "")
	verbose := f.BoolP("verbose", "v", false, "")
	operands, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	return c.targets(operands, func(from, to string) error {
		if _, err := c.stat(to); err == nil && *keep {
			return nil
		}
		if c.abs(from) == c.abs(to) {
			return sentence("'" + from + "' and '" + to + "' are the same file")
		}
		if *verbose {
			c.printf("renamed '%s' -> '%s'\n", from, to)
		}
		return c.change("rename", from, sim.File{To: c.abs(to)})
	}, "cannot move")
}

func touch(c *Call) int {
	f := c.flags()
	keep := f.BoolP("no-create", "c", false, "")
	files, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	if len(files) == 0 {
		return c.usageError("missing file operand")
	}
	status := 0
	for _, p := range files {
		if info, err := c.stat(p); err != nil && *keep || err == nil && info.Dir {
			continue
		}
		if err := c.change("touch", p, sim.File{}); err != nil {
			c.fail("cannot touch '%s': %s", p, why(err))
			status = 1
		}
	}
	return status
}

func tee(c *Call) int {
	f := c.flags()
	add := f.BoolP("append", "a", false, "")
	files, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	data, err := c.input()
	if err != nil {
		return 1
	}
	c.Out.Write(data)
	op := cond(*add, "append", "put")
	status := 0
	for _, p := range files {
		if p == "/dev/null" {
			continue
		}
		if err := c.change(op, p, sim.File{Data: slices.Clone(data)}); err != nil {
			c.fail("%s: %s", p, why(err))
			status = 1
		}
	}
	return status
}
