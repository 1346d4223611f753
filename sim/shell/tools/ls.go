package tools

import (
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"hsmlab/sim"
)

// listing are the tools that show what files there are.
var listing = []Tool{
	{"find", "[PATH]... [TEST]...", find},
	{"ls", "[-la1dhRrtSF] [FILE]...", ls},
	{"stat", "[-c FORMAT] FILE...", stat},
	{"which", "[-a] NAME...", which},
}

type lsOptions struct {
	long, all, almost, one, dir, human, recursive, reverse, byTime, bySize, classify bool
}

func ls(c *Call) int {
	var o lsOptions
	f := c.flags()
	f.BoolVarP(&o.long, "long", "l", false, "")
	f.BoolVarP(&o.all, "all", "a", false, "")
	f.BoolVarP(&o.almost, "almost-all", "A", false, "")
	f.BoolVarP(&o.one, " 1", "1", false, "")
	f.BoolVarP(&o.dir, "directory", "d", false, "")
	f.BoolVarP(&o.human, "human-readable", "h", false, "")
	f.BoolVarP(&o.recursive, "recursive", "R", false, "")
	f.BoolVarP(&o.reverse, "reverse", "r", false, "")
	f.BoolVarP(&o.byTime, " t", "t", false, "")
	f.BoolVarP(&o.bySize, " S", "S", false, "")
	f.BoolVarP(&o.classify, "classify", "F", false, "")
	f.String("color", "", "")
	f.Lookup("color").NoOptDefVal = "auto"
	operands, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	if len(operands) == 0 {
		operands = []string{"."}
	}
	return c.ls(operands, o)
}

func (c *Call) ls(operands []string, o lsOptions) int {
	var files []sim.FileInfo
	var dirs []string
	status := 0
	for _, p := range operands {
		info, err := c.stat(p)
		switch {
		case err != nil:
			c.fail("cannot access '%s': %s", p, why(err))
			status = 2
		case info.Dir && !o.dir:
			dirs = append(dirs, p)
		default:
			info.Name = p
			files = append(files, info)
		}
	}
	c.list(files, o, false)
	for i, d := range dirs {
		if len(operands) > 1 || o.recursive {
			c.printf("%s%s:\n", cond(i > 0 || len(files) > 0, "\n", ""), d)
		}
		status = max(status, c.lsDir(d, o))
	}
	return status
}

func (c *Call) lsDir(d string, o lsOptions) int {
	list, err := c.Lab.ReadDir(c.Host, c.User, c.abs(d))
	if err != nil {
		c.fail("cannot open directory '%s': %s", d, why(err))
		return 2
	}
	list = slices.DeleteFunc(list, func(i sim.FileInfo) bool { return !o.all && !o.almost && i.Name[0] == '.' })
	shown := list
	if o.all {
		for _, name := range []string{"..", "."} {
			if i, err := c.stat(path.Join(d, name)); err == nil {
				i.Name = name
				shown = append([]sim.FileInfo{i}, shown...)
			}
		}
	}
	c.list(slices.Clone(shown), o, true)
	status := 0
	if o.recursive {
		for _, i := range list {
			if i.Dir {
				p := path.Join(d, i.Name)
				if d == "." || strings.HasPrefix(d, "./") {
					p = d + "/" + i.Name
				}
				c.printf("\n%s:\n", p)
				status = max(status, c.lsDir(p, o))
			}
		}
	}
	return status
}

func (c *Call) list(list []sim.FileInfo, o lsOptions, total bool) {
	switch {
	case o.byTime:
		sort.SliceStable(list, func(i, j int) bool { return list[i].MTime.After(list[j].MTime) })
	case o.bySize:
		sort.SliceStable(list, func(i, j int) bool { return list[i].Size > list[j].Size })
	}
	if o.reverse {
		slices.Reverse(list)
	}
	if o.long {
		c.listLong(list, o, total)
		return
	}
	var names []string
	for _, i := range list {
		names = append(names, i.Name+mark(i, o))
	}
	if o.one || !c.Terminal {
		for _, n := range names {
			c.printf("%s\n", n)
		}
		return
	}
	c.columns(names)
}

func mark(i sim.FileInfo, o lsOptions) string {
	switch {
	case !o.classify:
		return ""
	case i.Dir:
		return "/"
	case i.Exec():
		return "*"
	}
	return ""
}

// listLong prints the long form, its columns as wide as needed.
func (c *Call) listLong(list []sim.FileInfo, o lsOptions, total bool) {
	var owners, groups, sizes, blocks int
	for _, i := range list {
		owners, groups = max(owners, len(i.Owner)), max(groups, len(i.Group))
		sizes = max(sizes, len(size(i, o)))
		blocks += blocksOf(i)
	}
	if total {
		c.printf("total %d\n", blocks)
	}
	for _, i := range list {
		c.printf("%s %d %-*s %-*s %*s %s %s%s\n", permissionsOf(i), cond2(i.Dir, 2, 1), owners, i.Owner, groups, i.Group, sizes, size(i, o),
			lsTime(i.MTime, c.now()), i.Name, mark(i, o))
	}
}

// blocksOf is the space that a file or directory takes, in kilobytes: whole blocks of four, as on most disks.
func blocksOf(i sim.FileInfo) int {
	if i.Dir {
		return 4
	}
	return (i.Size + 4095) / 4096 * 4
}

func cond2(b bool, yes, no int) int {
	if b {
		return yes
	}
	return no
}

// permissionsOf begins with c for a device, of which the lab's files know nothing.
func permissionsOf(i sim.FileInfo) string {
	if isDevice(i.Path) {
		return "c" + i.String()[1:]
	}
	return i.String()
}

func size(i sim.FileInfo, o lsOptions) string {
	if isDevice(i.Path) {
		return "1, 3"
	}
	n := i.Size
	if i.Dir {
		n = 4096
	}
	if !o.human || n < 1024 {
		return fmt.Sprint(n)
	}
	for _, unit := range "KMG" {
		if n < 10*1024 {
			return fmt.Sprintf("%d.%d%c", n/1024, n%1024*10/1024, unit)
		}
		if n /= 1024; n < 1024 {
			return fmt.Sprintf("%d%c", n, unit)
		}
	}
	return fmt.Sprint(i.Size)
}

// lsTime shows the year instead of the time for what is older than half a year.
func lsTime(t, now time.Time) string {
	if d := now.Sub(t); d > 183*24*time.Hour || d < -time.Hour {
		return t.Format("Jan _2  2006")
	}
	return t.Format("Jan _2 15:04")
}

// columns fills the width of the terminal downwards, as ls does.
func (c *Call) columns(names []string) {
	if len(names) == 0 {
		return
	}
	rows := 1
	for ; rows < len(names); rows++ {
		width := 0
		for at := 0; at < len(names); at += rows {
			width += widest(names[at:min(at+rows, len(names))]) + 2
		}
		if width-2 <= c.Columns {
			break
		}
	}
	for r := range rows {
		var line strings.Builder
		for at := r; at < len(names); at += rows {
			column := names[at-r : min(at-r+rows, len(names))]
			line.WriteString(names[at])
			if at+rows < len(names) {
				line.WriteString(strings.Repeat(" ", widest(column)+2-utf8.RuneCountInString(names[at])))
			}
		}
		c.printf("%s\n", line.String())
	}
}

func widest(names []string) int {
	w := 0
	for _, n := range names {
		w = max(w, utf8.RuneCountInString(n))
	}
	return w
}

func kindOf(i sim.FileInfo) string {
	if isDevice(i.Path) {
		return "character special file"
	}
	return cond(i.Dir, "directory", "regular file")
}

func stat(c *Call) int {
	f := c.flags()
	format := f.StringP("format", "c", "", "")
	files, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	status := 0
	for _, p := range files {
		i, err := c.stat(p)
		if err != nil {
			c.fail("cannot statx '%s': %s", p, why(err))
			status = 1
			continue
		}
		if *format == "" {
			c.printf("  File: %s\n  Size: %d\t%s\nAccess: (%04o/%s)  Uid: %s   Gid: %s\nModify: %s\n", p, i.Size,
				kindOf(i), uint32(i.Mode), permissionsOf(i), i.Owner, i.Group, i.MTime.Format("2006-01-02 15:04:05.000000000 -0700"))
			continue
		}
		r := strings.NewReplacer("%n", p, "%s", fmt.Sprint(i.Size), "%a", fmt.Sprintf("%o", uint32(i.Mode)), "%A", permissionsOf(i),
			"%U", i.Owner, "%G", i.Group, "%Y", fmt.Sprint(i.MTime.Unix()), "%F", kindOf(i), "%%", "%")
		c.printf("%s\n", r.Replace(*format))
	}
	return status
}
