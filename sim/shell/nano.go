package shell

import (
	"errors"
	"io"
	"strings"

	"hsmlab/sim"
	"hsmlab/sim/host"
	"hsmlab/sim/shell/editor"
)

// nano edits a file on the terminal's screen. vi and vim open it too, and say so.
func (c *command) nano() int {
	var files []string
	for _, a := range c.args[1:] {
		if strings.HasPrefix(a, "-") && a != "-" {
			c.errorf("%s: not simulated: option %s, because the lab's editor has none\n", c.args[0], a)
			return 2
		}
		if !strings.HasPrefix(a, "+") {
			files = append(files, a)
		}
	}
	if len(files) > 1 {
		c.errorf("%s: not simulated: several files at once, because the lab's editor has one buffer\n", c.args[0])
		return 2
	}
	if !terminalOf(c.streams.out) || c.b.s.io.Plain || c.j.background {
		c.errorf("%s: this terminal cannot show an editor. Use sed -i, or cat >FILE <<'EOF', or the full terminal.\n", c.args[0])
		return 1
	}
	name := ""
	if len(files) > 0 {
		name = files[0]
	}
	return c.edit(name)
}

// edit runs the editor on one file.
func (c *command) edit(name string) int {
	text, err := []byte(nil), error(nil)
	if name != "" {
		text, err = c.b.s.k.lab.ReadFile(c.host, c.user, absolute(c.dir, name))
	}
	if err != nil && !errors.Is(err, host.ErrNotExist) {
		c.errorf("%s: %s: %v\n", c.args[0], name, errnoOf(err))
		return 1
	}
	columns, rows := c.b.s.Size()
	e := editor.New(name, text, columns, rows)
	e.Save = c.save
	if c.args[0] != "nano" {
		c.printf("%s is not here: this is nano. ^X leaves it.\n", c.args[0])
	}
	return c.drive(e.Done, func(keys []byte) string {
		e.Input(keys)
		return string(e.Screen())
	}, func() string {
		columns, rows := c.b.s.Size()
		e.Resize(columns, rows)
		return string(e.Screen())
	})
}

func (c *command) save(name string, text []byte) error {
	e := sim.File{Host: c.host, User: c.user, Op: "put", Path: absolute(c.dir, name), Data: text, Mode: 0o644}
	if err := c.b.s.change(e); err != nil {
		return errnoOf(err)
	}
	return nil
}

// drive runs a full screen program: keys go in, screens come out.
func (c *command) drive(done func() bool, input func([]byte) string, draw func() string) int {
	const enter, leave = "\x1b[?1049h", "\x1b[?1049l"
	err := c.b.s.fullScreen(func(keys io.Reader, out io.Writer) error {
		io.WriteString(out, enter+draw())
		defer io.WriteString(out, leave)
		buf := make([]byte, 4096)
		for !done() {
			n, err := keys.Read(buf)
			switch {
			case errors.Is(err, errResized):
				io.WriteString(out, draw())
			case err != nil:
				return err
			default:
				io.WriteString(out, input(buf[:n]))
			}
		}
		return nil
	})
	if err != nil {
		return c.j.exitStatus()
	}
	return 0
}
