package static

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// gojq is a jq in Go. It builds the definitions of jq's own functions, a tree of some thousand nodes, in one package
// initialiser: nearly 0.4 s of the time in which a browser starts the client, most of it spent in compiling that one
// function. The client is therefore compiled with a copy of gojq in which each definition is built when a filter
// first names it. Behaviour is the same; only the time differs.
const gojq = "github.com/itchyny/gojq"

var (
	jqEntry = regexp.MustCompile(`(?m)^(\t\t"\w+": )(\{.*\}),$`)
	jqInit  = "func init() {\n\tbuiltinFuncDefs = map[string][]*FuncDef{"
)

// lazyFiles are the changes to files of gojq: file, what is replaced, by what.
var lazyFiles = []struct{ file, old, new string }{
	{"builtin.go", jqInit, "func init() {\n\tbuiltinFuncDefs = map[string]func() []*FuncDef{"},
	{"func.go", "var builtinFuncDefs map[string][]*FuncDef", "var builtinFuncDefs map[string]func() []*FuncDef"},
	{"compiler.go", "if fds, ok := builtinFuncDefs[e.Name]; ok {", "if defs, ok := builtinFuncDefs[e.Name]; ok {\n\t\tfds := defs()"},
	{"compiler.go", "for _, fds := range builtinFuncDefs {", "for _, defs := range builtinFuncDefs {\n\t\tfds := defs()"},
}

// lazyFolder is where the copy lies, from the module's root: a fixed place, since the client records it, and equal
// sources must give equal bytes.
const lazyFolder = ".cache/gojq"

// lazyJQ makes the copy and returns the flag of go build that has it used. dir takes the go.mod that says so.
func lazyJQ(ctx context.Context, root, dir string) (string, error) {
	from, err := runGo(ctx, root, "list", "-m", "-f", "{{.Dir}}", gojq)
	if err != nil {
		return "", err
	}
	files, err := goFiles(strings.TrimSpace(from))
	if err != nil {
		return "", err
	}
	if err := makeLazy(files); err != nil {
		return "", err
	}
	to := filepath.Join(root, filepath.FromSlash(lazyFolder))
	if err := os.MkdirAll(to, 0o755); err != nil {
		return "", err
	}
	for name, data := range files {
		if err := replaceFile(filepath.Join(to, name), data); err != nil {
			return "", err
		}
	}
	return modFile(root, dir)
}

// goFiles reads the files of a module whose only package is at its root.
func goFiles(dir string) (map[string][]byte, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, name := range names {
		if ext := filepath.Ext(name); ext != ".go" && ext != ".mod" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if files[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// replaceFile writes a file at once, so that another build at the same time never sees half of it.
func replaceFile(name string, data []byte) error {
	if now, err := os.ReadFile(name); err == nil && bytes.Equal(now, data) {
		return nil
	}
	half, err := os.CreateTemp(filepath.Dir(name), ".half-")
	if err != nil {
		return err
	}
	_, err = half.Write(data)
	if err := errors.Join(err, half.Close()); err != nil {
		return err
	}
	return os.Rename(half.Name(), name)
}

// makeLazy changes the files. Another version of gojq may look different: then the build fails here and says so.
func makeLazy(files map[string][]byte) error {
	for _, c := range lazyFiles {
		data := files[c.file]
		if bytes.Count(data, []byte(c.old)) != 1 {
			return fmt.Errorf("gojq has changed: %s no longer has one %q; see lazyjq.go", c.file, c.old)
		}
		data = bytes.Replace(data, []byte(c.old), []byte(c.new), 1)
		if c.old == jqInit {
			data = jqEntry.ReplaceAll(data, []byte("${1}func() []*FuncDef { return []*FuncDef$2 },"))
		}
		files[c.file] = data
	}
	return nil
}

// modFile writes a go.mod that takes gojq from lazyFolder, with the go.sum beside it.
func modFile(root, dir string) (string, error) {
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "client.mod")
	mod = append(mod, "\nreplace "+gojq+" => ./"+lazyFolder+"\n"...)
	if err := os.WriteFile(file, mod, 0o644); err != nil {
		return "", err
	}
	return "-modfile=" + file, os.WriteFile(filepath.Join(dir, "client.sum"), sum, 0o644)
}
