package shell

// less shows text page by page on a terminal, and prints it elsewhere. more is the same.
func (c *command) less() int {
	var files []string
	for _, a := range c.args[1:] {
		if a != "-" && len(a) > 1 && a[0] == '-' {
			if a == "-R" || a == "-S" || a == "-N" || a == "-F" || a == "-X" {
				c.errorf("%s: not simulated: option %s, because the lab's pager has none\n", c.args[0], a)
				return 2
			}
		}
		files = append(files, a)
	}
	if len(files) == 0 {
		if _, ok := c.streams.in.(*typing); ok {
			c.errorf("Missing filename (\"less --help\" for help)\n")
			return 1
		}
		data, err := c.readAll()
		if err != nil {
			return c.j.exitStatus()
		}
		c.page("", data)
		return 0
	}
	status := 0
	for _, f := range files {
		data, err := c.b.s.k.lab.ReadFile(c.host, c.user, absolute(c.dir, f))
		if err != nil {
			c.errorf("%s: %v\n", f, errnoOf(err))
			status = 1
			continue
		}
		c.page(f, data)
	}
	return status
}

// page shows text: by screens where there is one.
func (c *command) page(title string, text []byte) {
	if !terminalOf(c.streams.out) || c.b.s.io.Plain || c.j.background {
		c.streams.out.Write(text)
		return
	}
	c.pageScreens(title, string(text))
}
