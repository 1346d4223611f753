package author

import (
	"slices"
	"strings"
	"sync"

	"mvdan.cc/sh/v3/syntax"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// prompt is a command line and the host at whose prompt it stands.
type prompt struct{ host, line string }

// isRunBy compares a command that is shown with one that was run. lab acts in the room, whatever the prompt.
func (p prompt) isRunBy(run prompt) bool {
	return p.line == run.line && (p.host == run.host || strings.HasPrefix(p.line, "lab "))
}

// hostsOf are the hosts of a scenario, that on which lessons begin first.
func hostsOf(scenario string) []string {
	if known, ok := scenarioHosts.Load(scenario); ok {
		return known.([]string)
	}
	lab, err := sim.New(sim.Options{Scenario: scenario})
	if err != nil {
		return nil // the check of the scenario says so
	}
	defer lab.Close()
	snapshot := lab.Snapshot()
	hosts := []string{lessons.Home(snapshot)}
	for name := range snapshot.Hosts {
		hosts = append(hosts, name)
	}
	slices.Sort(hosts[1:])
	scenarioHosts.Store(scenario, hosts)
	return hosts
}

var scenarioHosts sync.Map

// home is the host on which the lesson begins; "" for a scenario that does not exist.
func (c *checker) home() string {
	if hosts := hostsOf(c.source.Lesson.Scenario); len(hosts) > 0 {
		return hosts[0]
	}
	return ""
}

// on is a host as it is named in a lesson: none, and provider where there is none of that name, means the first.
func (c *checker) on(name string) string {
	if name == "" || name == "provider" && !slices.Contains(hostsOf(c.source.Lesson.Scenario), name) {
		return c.home()
	}
	return name
}

// host checks a host that is named.
func (c *checker) host(name, what string, at int) {
	hosts := hostsOf(c.source.Lesson.Scenario)
	if len(hosts) > 0 && !slices.Contains(hosts, c.on(name)) {
		c.add(at, "%s is for host %q; scenario %s has %s", what, name, c.source.Lesson.Scenario, strings.Join(hosts[1:], ", "))
	}
}

// commands checks the commands that hints give and sentences name: hosts, words, options.
func (c *checker) commands() {
	for i, t := range c.source.Lesson.Tasks {
		for j, h := range t.Hints {
			if h.Rung == lessons.Command {
				at := c.lines.of(index(index("tasks", i)+".hints", j))
				c.host(h.On, "the command", at)
				c.commandLine(h.Line, at)
			}
		}
	}
	for _, s := range c.sections {
		for _, cmd := range s.commands {
			c.host(cmd.host, "the block", cmd.line)
		}
		for _, span := range s.spans {
			c.prose(span.text, span.line)
		}
	}
	c.texts()
}

// shown demands that what the text shows is run by a script or a hint of the lesson (the proofs see to it that every hint
// runs), so that it cannot drift from what works.
func (c *checker) shown(bound *lessons.Lesson, ran []prompt) {
	for _, t := range bound.Tasks {
		for _, h := range t.Hints {
			ran = append(ran, prompt{c.on(h.On), h.Line})
		}
	}
	for _, s := range c.sections {
		for _, cmd := range s.commands {
			p := prompt{c.on(cmd.host), bound.Fill(cmd.text)}
			if !slices.ContainsFunc(ran, p.isRunBy) {
				c.add(cmd.line, "%q is shown as a command for %s, but no script and no hint of the lesson runs it there", p.line, p.host)
			}
		}
	}
}

// commandLine checks a command of a hint as it will stand in a prompt.
func (c *checker) commandLine(line string, at int) {
	if strings.Contains(line, "\n") {
		return // one line is wanted, which is said elsewhere
	}
	plain := line
	for _, inner := range lessons.Interpolations(line) {
		plain = strings.Replace(plain, "{{"+inner+"}}", "X", 1)
	}
	if _, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(plain+"\n"), ""); err != nil {
		c.add(at, "the command is not bash: %s", errorText(err))
		return
	}
	for _, fault := range faults(plain) {
		c.add(at, "the command cannot work: %s", fault)
	}
}

// texts checks what stands in back-quotes in the sentences of the tasks.
func (c *checker) texts() {
	for i, t := range c.source.Lesson.Tasks {
		path := index("tasks", i)
		c.quoted(t.Done, c.lines.of(path+".done"))
		c.quoted(t.Tripped, c.lines.of(path+".tripped"))
		for j, h := range t.Hints {
			c.quoted(h.Text, c.lines.of(index(path+".hints", j)))
		}
		for j, f := range t.Feedback {
			c.quoted(f.Text, c.lines.of(index(path+".feedback", j)))
		}
	}
}

func (c *checker) quoted(text string, at int) {
	for i, part := range strings.Split(text, "`") {
		if i%2 == 1 {
			c.prose(part, at)
		}
	}
}

// prose checks a command that a sentence names: it must exist, though nobody runs it.
func (c *checker) prose(code string, at int) {
	for _, inner := range lessons.Interpolations(code) {
		code = strings.Replace(code, "{{"+inner+"}}", "X", 1)
	}
	for _, fault := range faults(code) {
		c.add(at, "the text names a command that cannot work: %s", fault)
	}
}
