package tools

import (
	"path"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/pattern"
	"regexp"

	"hsmlab/sim"
)

// search is what find looks for: every test must hold.
type search struct {
	minDepth, maxDepth int
	tests              []func(p string, i sim.FileInfo) bool
	delete             bool
}

func find(c *Call) int {
	var roots []string
	args := c.Args[1:]
	for len(args) > 0 && !strings.HasPrefix(args[0], "-") && args[0] != "!" && args[0] != "(" {
		roots, args = append(roots, args[0]), args[1:]
	}
	if roots == nil {
		roots = []string{"."}
	}
	s, ok := c.findParse(args)
	if !ok {
		return 1
	}
	status := 0
	for _, r := range roots {
		info, err := c.stat(r)
		if err != nil {
			c.fail("'%s': %s", r, why(err))
			status = 1
			continue
		}
		status = max(status, c.find(s, r, info, 0))
	}
	return status
}

// findParse reads the tests. Not, or, and -exec are not simulated.
func (c *Call) findParse(args []string) (*search, bool) {
	s := &search{maxDepth: 1 << 20}
	for len(args) > 0 {
		name := args[0]
		args = args[1:]
		switch name {
		case "-print":
			continue
		case "-delete":
			s.delete = true
			continue
		case "-empty":
			s.tests = append(s.tests, func(p string, i sim.FileInfo) bool { return c.empty(p, i) })
			continue
		case "-maxdepth", "-mindepth", "-name", "-iname", "-path", "-type", "-newer", "-user":
		default:
			c.findUnknown(name)
			return nil, false
		}
		if len(args) == 0 {
			c.fail("missing argument to `%s'", name)
			return nil, false
		}
		if !c.findTest(s, name, args[0]) {
			return nil, false
		}
		args = args[1:]
	}
	return s, true
}

// predicates are what the real find knows besides.
const predicates = " -a -amin -and -anewer -atime -cmin -cnewer -context -ctime -d -daystart -depth -exec -execdir -executable -false" +
	" -files0-from -fls -follow -fprint -fprint0 -fprintf -fstype -gid -group -help -ignore_readdir_race -ilname -inum -ipath" +
	" -iregex -iwholename -links -lname -ls -mmin -mount -mtime -newerXY -nogroup -noignore_readdir_race -noleaf -not -nouser" +
	" -nowarn -o -ok -okdir -or -perm -print0 -printf -prune -quit -readable -regex -regextype -samefile -size -true -uid -used" +
	" -warn -wholename -writable -xdev -xtype ! ( ) , "

// findUnknown answers a test that the lab's find does not know.
func (c *Call) findUnknown(name string) {
	switch {
	case strings.Contains(predicates, " "+name+" "):
		c.notNeeded(name)
	case strings.HasPrefix(name, "-"):
		c.fail("unknown predicate `%s'", name)
	default:
		c.fail("paths must precede expression: `%s'", name)
	}
}

func (c *Call) findTest(s *search, name, value string) bool {
	switch name {
	case "-maxdepth", "-mindepth":
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 {
			c.fail("Expected a positive decimal integer argument to %s, but got ‘%s’", name, value)
			return false
		}
		if name == "-maxdepth" {
			s.maxDepth = n
		} else {
			s.minDepth = n
		}
	case "-name", "-iname", "-path":
		re, err := glob(value, name == "-iname")
		if err != nil {
			c.fail("invalid pattern '%s'", value)
			return false
		}
		s.tests = append(s.tests, func(p string, i sim.FileInfo) bool {
			if name == "-path" {
				return re.MatchString(p)
			}
			return re.MatchString(path.Base(p))
		})
	case "-type":
		if strings.Trim(value, "bcdpflsD,") != "" || value == "" {
			c.fail("Unknown argument to -type: %s", value)
			return false
		}
		if value != "d" && value != "f" {
			c.fail("not simulated: -type %s, because only files and directories exist here", value)
			return false
		}
		s.tests = append(s.tests, func(_ string, i sim.FileInfo) bool { return i.Dir == (value == "d") })
	case "-newer":
		ref, err := c.stat(value)
		if err != nil {
			c.fail("'%s': %s", value, why(err))
			return false
		}
		s.tests = append(s.tests, func(_ string, i sim.FileInfo) bool { return i.MTime.After(ref.MTime) })
	case "-user":
		s.tests = append(s.tests, func(_ string, i sim.FileInfo) bool { return i.Owner == value })
	}
	return true
}

// glob compiles a shell pattern.
func glob(p string, fold bool) (*regexp.Regexp, error) {
	mode := pattern.EntireString
	if fold {
		mode |= pattern.NoGlobCase
	}
	expr, err := pattern.Regexp(p, mode)
	if err != nil {
		return nil, err
	}
	return regexp.Compile(expr)
}

func (c *Call) empty(p string, i sim.FileInfo) bool {
	if !i.Dir {
		return i.Size == 0
	}
	list, err := c.Lab.ReadDir(c.Host, c.User, c.abs(p))
	return err == nil && len(list) == 0
}

func (c *Call) find(s *search, p string, i sim.FileInfo, depth int) int {
	match := depth >= s.minDepth
	for _, t := range s.tests {
		match = match && t(p, i)
	}
	if match && !s.delete {
		c.printf("%s\n", p)
	}
	status := 0
	if i.Dir && depth < s.maxDepth {
		list, err := c.Lab.ReadDir(c.Host, c.User, c.abs(p))
		if err != nil {
			c.fail("'%s': %s", p, why(err))
			status = 1
		}
		for _, child := range list {
			below := strings.TrimSuffix(p, "/") + "/" + child.Name
			status = max(status, c.find(s, below, child, depth+1))
		}
	}
	if match && s.delete && depth > 0 {
		if err := c.change("remove", p, sim.File{}); err != nil {
			c.fail("cannot delete '%s': %s", p, why(err))
			status = 1
		}
	}
	return status
}
