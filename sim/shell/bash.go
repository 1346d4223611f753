package shell

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/interp"
	"mvdan.cc/sh/v3/syntax"

	"hsmlab/sim/host"
	"hsmlab/sim/shell/rewrite"
)

// bash is one shell: a user on a host, with variables and a directory. It is only used by the holder of the
// baton.
type bash struct {
	s       *Session
	host    string
	user    string
	name    string // $0
	login   map[string]string
	started time.Duration
	random  uint32
	vars    *environment
	runner  *interp.Runner
	root    *stderr // the standard error outside of all redirections
	aliases map[string]string
	script  bool // runs a file, or a text given with -c
	depth   int  // shells inside shells

	// For lab explain: how many lines were typed since one ran a program of the HSM software, not counting those for
	// the people in the room.
	unexplained int
	explained   bool // the present line is not to be counted
}

// PATH of every user, and what root has besides.
const (
	userPath = "/opt/nfast/bin:/opt/nfast/sbin:/usr/local/bin:/usr/bin:/bin"
	rootPath = userPath + ":/usr/sbin:/sbin"
)

// maxDepth is how many shells may run inside each other: bash -c, scripts, lab on.
const maxDepth = 30

// streams are the standard streams of a shell.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// newBash starts a shell. exported are variables that it inherits, "NAME=value".
func (s *Session) newBash(hostName, user string, exported []string, io streams) *bash {
	u, _ := s.k.account(hostName, user)
	b := &bash{s: s, host: hostName, user: user, name: "bash", started: s.now(), random: seedRandom(hostName, user, s.Name),
		aliases: map[string]string{}}
	b.login = loginVariables(hostName, u)
	b.vars = newEnvironment(b, exported)
	e := &stderr{w: io.err, in: io.in, faulty: new(bool)}
	r, err := interp.New(
		interp.Env(b.vars), interp.Interactive(true), interp.StdIO(nil, io.out, e),
		interp.ExecHandlers(func(interp.ExecHandlerFunc) interp.ExecHandlerFunc { return b.exec }),
		interp.CallHandler(b.call), interp.OpenHandler(b.open), interp.StatHandler(b.stat),
		interp.ReadDirHandler2(b.readDir), interp.AccessHandler(b.access),
	)
	if err != nil {
		panic("BUG: the interpreter does not start: " + err.Error())
	}
	r.Dir = u.Home
	r.Reset()
	b.vars.ready = true
	b.runner, b.root = r, e
	b.setVariable("RANDOM", itoa(int(b.random>>1))) // for $((x)) with x=RANDOM, which nothing else catches
	return b
}

func loginVariables(hostName string, u host.User) map[string]string {
	path := userPath
	if u.UID == 0 {
		path = rootPath
	}
	return map[string]string{
		"HOME": u.Home, "HOSTNAME": hostName, "LANG": "C.UTF-8", "LOGNAME": u.Name, "PATH": path,
		"SHELL": "/bin/bash", "SHLVL": "1", "TERM": "xterm-256color", "USER": u.Name,
	}
}

func seedRandom(words ...string) uint32 {
	h := uint32(2166136261)
	for _, c := range []byte(strings.Join(words, "\x00")) {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// account finds a user of a host.
func (k *Kernel) account(hostName, user string) (host.User, bool) {
	users := k.lab.Users(hostName)
	for _, u := range users {
		if u.Name == user {
			return u, true
		}
	}
	return host.User{Name: user, UID: 65534, GID: 65534, Groups: []string{"nogroup"}, Home: "/"}, false
}

func (b *bash) options() rewrite.Options {
	homes := map[string]string{}
	for _, u := range b.s.k.lab.Users(b.host) {
		homes[u.Name] = u.Home
	}
	return rewrite.Options{Homes: homes}
}

// run runs one statement of which nothing was rewritten yet. It returns the exit status and whether the
// shell ended with it.
func (b *bash) run(st *syntax.Stmt) (status int, exited bool) {
	if err := rewrite.Stmt(st, b.options()); err != nil {
		b.complain(err)
		return b.setStatus(2), false
	}
	*b.root.faulty = false
	status, exited = b.runReady(st)
	if *b.root.faulty && status == 0 {
		return b.setStatus(1), exited
	}
	return status, exited
}

// runReady runs a rewritten node.
func (b *bash) runReady(n syntax.Node) (status int, exited bool) {
	j := b.s.k.current
	err := b.guard(n)
	var code interp.ExitStatus
	switch {
	case err == nil:
	case errors.As(err, &code):
		status = int(code)
	case errors.Is(err, context.Canceled):
		return b.setStatus(j.exitStatus()), false
	default:
		b.complain(err)
		return b.setStatus(1), false
	}
	return status, b.runner.Exited()
}

// guard runs n. A panic of the interpreter on a hostile line must not end the lab.
func (b *bash) guard(n syntax.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			if s, ok := r.(string); ok && strings.HasPrefix(s, "BUG:") {
				panic(r)
			}
			err = &rewrite.Unsupported{What: "this line", Because: "the interpreter gave up on it"}
		}
	}()
	return b.runner.Run(b.s.k.context(), n)
}

// setStatus makes $? what it should be after something that the interpreter did not run.
func (b *bash) setStatus(status int) int {
	j := b.s.k.current
	cause := j.cause
	j.cause = nil
	words := []*syntax.Word{{Parts: []syntax.WordPart{&syntax.Lit{Value: "exit"}}}, {Parts: []syntax.WordPart{&syntax.Lit{Value: itoa(status)}}}}
	exit := &syntax.Stmt{Cmd: &syntax.CallExpr{Args: words}}
	b.runner.Run(b.s.k.context(), &syntax.Subshell{Stmts: []*syntax.Stmt{exit}})
	j.cause = cause
	return status
}

// complain prints an error of the shell itself.
func (b *bash) complain(err error) {
	b.message("bash: " + bashError(err))
}

func (b *bash) message(line string) {
	io.WriteString(b.errors(), line+"\n")
}

func (b *bash) errors() io.Writer { return b.root.w }

// setVariable gives a variable of the top level a value.
func (b *bash) setVariable(name, value string) {
	lit := &syntax.Assign{Name: &syntax.Lit{Value: name}, Value: &syntax.Word{Parts: []syntax.WordPart{&syntax.SglQuoted{Value: value}}}}
	b.runner.Run(b.s.k.context(), &syntax.CallExpr{Assigns: []*syntax.Assign{lit}})
}

// dir is the present directory.
func (b *bash) dir() string { return b.runner.Dir }

// exported lists the exported variables, "NAME=value", sorted.
func (b *bash) exported() []string { return exportedOf(b.variables()) }

// variables are those of the top level.
func (b *bash) variables() expand.Environ { return varMap(b.runner.Vars) }

type varMap map[string]expand.Variable

func (m varMap) Get(name string) expand.Variable { return m[name] }
func (m varMap) Each(f func(string, expand.Variable) bool) {
	for name, v := range m {
		if !f(name, v) {
			return
		}
	}
}

// exportedOf lists the exported variables of an environment, sorted.
func exportedOf(env expand.Environ) []string {
	found := map[string]string{}
	for name, v := range env.Each {
		if v.IsSet() && v.Exported && v.Kind == expand.String && syntax.ValidName(name) {
			found[name] = v.Str
		} else {
			delete(found, name)
		}
	}
	list := make([]string, 0, len(found))
	for name, value := range found {
		list = append(list, name+"="+value)
	}
	slices.Sort(list)
	return list
}

// differing lists the exported variables that a login does not have.
func (b *bash) differing() []string {
	return slices.DeleteFunc(b.exported(), func(kv string) bool {
		name, value, _ := strings.Cut(kv, "=")
		if name == "PWD" || name == "OLDPWD" || name == "SHLVL" || name == "_" {
			return true
		}
		old, ok := b.login[name]
		return ok && old == value
	})
}

// ProviderHost is the host on which scripts begin.
const ProviderHost = "provider"
