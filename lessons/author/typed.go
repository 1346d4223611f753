package author

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mvdan.cc/sh/v3/syntax"

	"hsmlab/sim"
)

// scripted writes a command line so that a script does what was done with it: what was typed into the programs that it
// started stands in the line. events are what happened until the next line. When that cannot be had, advice says what the
// author may write instead.
func scripted(text string, events []sim.Event) (line, advice string) {
	parsed, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(text), "")
	if err != nil {
		return text, ""
	}
	calls := callsIn(parsed)
	if len(calls) == 1 && len(parsed.Stmts) == 1 && calls[0].stmt == parsed.Stmts[0] {
		if line, advice, ok := calls[0].written(text, events); ok {
			return line, advice
		}
	}
	for _, c := range calls {
		switch {
		case c.name() == "read" && c.asks():
			return text, "what was typed into read is not recorded; give the variable its value instead: NAME=VALUE"
		case c.edits():
			return text, "an editor cannot be scripted; write the file with cat > FILE <<'E' instead, or change it with sed -i"
		}
	}
	return answered(text, calls, events)
}

// call is a simple command of a line.
type call struct {
	stmt  *syntax.Stmt
	words []string
}

func callsIn(parsed *syntax.File) []call {
	var list []call
	syntax.Walk(parsed, func(n syntax.Node) bool {
		if s, ok := n.(*syntax.Stmt); ok {
			if c, ok := s.Cmd.(*syntax.CallExpr); ok && len(c.Args) > 0 {
				list = append(list, call{s, wordsOf(c.Args)})
			}
		}
		return true
	})
	return list
}

// own are the words of the command itself, which sudo may stand before.
func (c call) own() []string {
	if c.words[0] == "sudo" && len(c.words) > 1 {
		return c.words[1:]
	}
	return c.words
}

func (c call) name() string { return path.Base(c.own()[0]) }

// asks tells whether its input is not redirected, so that it may be what is typed.
func (c call) asks() bool {
	return !slices.ContainsFunc(c.stmt.Redirs, func(r *syntax.Redirect) bool {
		return slices.Contains([]syntax.RedirOperator{syntax.RdrIn, syntax.Hdoc, syntax.DashHdoc, syntax.WordHdoc}, r.Op)
	})
}

func (c call) edits() bool { return slices.Contains([]string{"nano", "vi", "vim"}, c.name()) }

// copies tells whether it writes into a file what is typed, as it is.
func (c call) copies() bool {
	own := c.own()
	return c.asks() && (own[0] == "tee" || own[0] == "cat" && len(c.stmt.Redirs) > 0 && (len(own) == 1 || own[1] == "-"))
}

// written is the line with a here-document for the text that an editor saved, or that was typed into cat or tee.
func (c call) written(text string, events []sim.Event) (line, advice string, ok bool) {
	file, data := saved(events)
	switch {
	case file == "" || !c.edits() && !c.copies():
		return "", "", false
	case c.edits():
		text = "cat > " + quotedWord(file)
	}
	if !utf8.ValidString(data) || strings.ContainsRune(data, 0) || !strings.HasSuffix(data, "\n") {
		return text, "what was typed is no text of whole lines; write the file with printf '…' > " + quotedWord(file), true
	}
	end := "E"
	for strings.Contains("\n"+data, "\n"+end+"\n") {
		end += "E"
	}
	return text + " <<'" + end + "'\n" + data + end, "", true
}

// saved is the file that was written first, and what came into it.
func saved(events []sim.Event) (file, data string) {
	for _, e := range events {
		f, ok := e.(sim.File)
		if !ok || f.Op != "put" && f.Op != "append" || file != "" && f.Path != file {
			continue
		}
		if file = f.Path; f.Op == "put" {
			data = ""
		}
		data += string(f.Data)
	}
	return file, data
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./:@%+=,][A-Za-z0-9_./:@%+=,-]*$`)

// quotedWord quotes a word for a shell, where that is needed.
func quotedWord(word string) string {
	if plainWord.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

var shellActs = regexp.MustCompile(`^(\.|alias|cd|eval|exit|export|popd|pushd|read|readonly|set|shopt|source|trap|umask|unalias|unset)$`)

// keepsShell tells whether a line leaves the shell as it was, so that nothing follows from it when its commands fail.
func keepsShell(text string) bool {
	parsed, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(text), "")
	if err != nil {
		return false
	}
	keeps := true
	syntax.Walk(parsed, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Assign, *syntax.FuncDecl, *syntax.DeclClause:
			keeps = false
		case *syntax.CallExpr:
			words := wordsOf(n.Args)
			keeps = keeps && (len(words) == 0 || !shellActs.MatchString(words[0]) && !opensShell(words))
		}
		return true
	})
	return keeps
}

// opensShell tells whether a command lets somebody type into another shell, out of which exit leads.
func opensShell(words []string) bool {
	switch last := words[len(words)-1]; words[0] {
	case "bash", "sh":
		return len(words) == 1
	case "su":
		return !slices.Contains(words, "-c")
	case "sudo":
		return last == "-i" || last == "-s"
	}
	return false
}
