package shell

import (
	"path"
	"slices"
	"strings"

	"hsmlab/sim/shell/lineedit"
)

// Complete is the line, and the cursor in it, after a Tab, for a front end that edits lines itself; pos counts bytes. words
// are what can stand there when the Tab adds nothing.
func (s *Session) Complete(line string, pos int) (filled string, at int, words []string) {
	c := s.complete(line, pos)
	filled, at, more := c.Fill(line, pos)
	if more {
		return filled, at, nil
	}
	return line, pos, c.Words
}

// complete lists what can stand at the cursor: commands, files, variables, words of the HSM software with
// ESNs and UUIDs, verbs of the lab and hosts.
func (s *Session) complete(line string, pos int) lineedit.Completion {
	s.k.enter()
	defer s.k.leave()
	words, start := wordsBefore(line[:pos])
	last := words[len(words)-1]
	for len(words) > 1 && (words[0] == "sudo" || words[0] == "time" || strings.Contains(words[0], "=")) {
		words = words[1:]
	}
	c := lineedit.Completion{Start: start}
	b := s.shell()
	switch {
	case strings.HasPrefix(last, "$"):
		c.Words = b.completeVariable(last)
	case len(words) == 1 && !strings.Contains(last, "/"):
		c.Words = starting(b.commands(), last)
	default:
		c.Words = b.completeOperand(words)
	}
	return c
}

// wordsBefore cuts the last simple command before the cursor into words. The last one may be empty; start is
// where it begins.
func wordsBefore(line string) (words []string, start int) {
	words = []string{""}
	quote := byte(0)
	for i := 0; i < len(line); i++ {
		ch := line[i]
		last := &words[len(words)-1]
		switch {
		case quote != 0 && ch == quote:
			quote = 0
		case quote != 0:
			*last += string(ch)
		case ch == '\'' || ch == '"':
			quote = ch
		case ch == '\\' && i+1 < len(line):
			i++
			*last += string(line[i])
		case strings.IndexByte("|;&(\n`", ch) >= 0:
			words, start = []string{""}, i+1
		case ch == ' ' || ch == '\t' || ch == '<' || ch == '>':
			if *last != "" || len(words) > 1 || ch == '<' || ch == '>' {
				if *last != "" {
					words = append(words, "")
				}
				if ch == '<' || ch == '>' {
					words = []string{"cat", ""}
				}
			}
			start = i + 1
		default:
			*last += string(ch)
		}
	}
	return words, start
}

func starting(list []string, prefix string) []string {
	var out []string
	for _, w := range list {
		if strings.HasPrefix(w, prefix) {
			out = append(out, w)
		}
	}
	return out
}

func (b *bash) completeVariable(word string) []string {
	var list []string
	for _, v := range sorted(b.variables()) {
		list = append(list, "$"+v.name)
	}
	return starting(list, word)
}

// completeOperand completes a word after the command.
func (b *bash) completeOperand(words []string) []string {
	last := words[len(words)-1]
	name := path.Base(words[0])
	switch name {
	case "lab":
		if list := b.completeLab(words[1:]); list != nil {
			return list
		}
	case "man", "which", "type", "help":
		return starting(b.commands(), last)
	case "su", "groups", "id":
		var users []string
		for _, u := range b.s.k.lab.Users(b.host) {
			users = append(users, u.Name)
		}
		return starting(users, last)
	}
	for _, p := range b.s.k.lab.Programs(b.host) {
		if path.Base(p) != name {
			continue
		}
		argv := append([]string{p}, words[1:]...)
		if list := starting(b.s.k.lab.Complete(b.host, b.user, argv), last); len(list) > 0 {
			return list
		}
	}
	return b.completeFile(last, name == "cd" || name == "rmdir" || name == "pushd")
}

// completeFile lists the files that a word can become.
func (b *bash) completeFile(word string, onlyDirs bool) []string {
	u, _ := b.s.k.account(b.host, b.user)
	dir, base := path.Split(word)
	look := dir
	if strings.HasPrefix(look, "~/") {
		look = u.Home + look[1:]
	}
	list, err := b.s.k.lab.ReadDir(b.host, b.user, absolute(b.dir(), look))
	if err != nil {
		return nil
	}
	var out []string
	for _, i := range list {
		hidden := strings.HasPrefix(i.Name, ".") && !strings.HasPrefix(base, ".")
		if !strings.HasPrefix(i.Name, base) || hidden || onlyDirs && !i.Dir {
			continue
		}
		name := dir + escapeName(i.Name)
		if i.Dir {
			name += "/"
		}
		out = append(out, name)
	}
	return out
}

// escapeName puts backslashes before what the shell would take apart.
func escapeName(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune(" \t'\"\\$`*?[]{}()<>|&;#!~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// completeLab completes the words after lab; nil leaves it to files.
func (b *bash) completeLab(words []string) []string {
	last := words[len(words)-1]
	if len(words) == 1 {
		return starting(append(verbNames(), "help"), last)
	}
	var hosts []string
	for name := range b.s.k.lab.Snapshot().Hosts {
		hosts = append(hosts, name)
	}
	slices.Sort(hosts)
	switch verb := words[0]; {
	case (verb == "hold" || verb == "release") && len(words) == 2:
		return starting([]string{"recovery"}, last)
	case verb == "press" && len(words) == 2:
		return starting([]string{"clear"}, last)
	case verb == "switch" && len(words) == 2:
		return starting([]string{"I", "M", "O"}, last)
	case verb == "jumper" && len(words) == 2:
		return starting([]string{"physical", "remote"}, last)
	case verb == "jumper" && len(words) == 3:
		return starting([]string{"off", "on"}, last)
	case verb == "power" && len(words) == 2:
		return starting([]string{"cycle", "off", "on"}, last)
	case verb == "power" || verb == "on" && len(words) == 2:
		return starting(hosts, last)
	case verb == "on":
		return b.onHost(words[1]).completeHere(words[2:])
	case verb == "wait":
		return starting([]string{"boot", "idle"}, last)
	case verb == "led":
		return starting([]string{"--decode", "--module", "--trace", "--unit", "--vcd", "--watch"}, last)
	case verb == "help":
		return starting(verbNames(), last)
	case verb == "send" && len(words) == 3:
		for i := range hosts {
			hosts[i] += ":"
		}
		return starting(hosts, last)
	case verb == "fault" && len(words) == 2:
		var codes []string
		for _, f := range b.s.k.lab.FaultsOf(b.faulty()) {
			codes = append(codes, f.Name)
		}
		return starting(codes, last)
	}
	return nil
}

// faulty is the ESN of the HSM that lab fault means unless another one is named; "" for any nShield 5s.
func (b *bash) faulty() string {
	s := b.s.k.lab.Snapshot()
	switch slots := s.Hosts[b.host].Slots; {
	case len(slots) > 0:
		return slots[0]
	case len(s.Modules) == 0 && len(s.Units) > 0:
		return s.Units[0].ESN
	}
	return ""
}

// onHost is this shell as it would be on another host.
func (b *bash) onHost(host string) *bash {
	there := *b
	there.host = host
	return &there
}

func (b *bash) completeHere(words []string) []string {
	if len(words) == 1 {
		return starting(b.commands(), words[0])
	}
	return b.completeOperand(words)
}
