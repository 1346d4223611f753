package house_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	maxFile     = 400 // lines
	maxFunction = 70  // lines; tables of data inside do not count
)

// source is one Go file of the project.
type source struct {
	path string // from the module's root
	file *ast.File
	set  *token.FileSet
}

func (s source) test() bool { return strings.HasSuffix(s.path, "_test.go") }

func (s source) line(p token.Pos) int { return s.set.Position(p).Line }

func (s source) at(n ast.Node) string { return fmt.Sprintf("%s:%d", s.path, s.line(n.Pos())) }

func sources(t *testing.T) []source {
	t.Helper()
	var list []source
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		f, err := parser.ParseFile(set, p, nil, parser.ParseComments)
		path, _ := filepath.Rel(root, p)
		list = append(list, source{filepath.ToSlash(path), f, set})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 100 {
		t.Fatalf("found only %d Go files", len(list))
	}
	return list
}

func TestSizes(t *testing.T) {
	for _, s := range sources(t) {
		if n := s.line(s.file.FileEnd - 1); n > maxFile {
			t.Errorf("%s has %d lines, want at most %d", s.path, n, maxFile)
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			f, ok := n.(*ast.FuncDecl)
			if ok && f.Body != nil {
				if lines := s.lines(f) - s.tables(f.Body); lines > maxFunction {
					t.Errorf("%s: %s has %d lines without its tables, want at most %d", s.at(f), f.Name.Name, lines, maxFunction)
				}
			}
			return true
		})
	}
}

func (s source) lines(n ast.Node) int { return s.line(n.End()) - s.line(n.Pos()) + 1 }

// tables counts the lines of composite literals in n, but not of functions inside them.
func (s source) tables(n ast.Node) int {
	lines := 0
	ast.Inspect(n, func(n ast.Node) bool {
		table, ok := n.(*ast.CompositeLit)
		if ok {
			lines += s.lines(table) - 1
			ast.Inspect(table, func(n ast.Node) bool {
				f, ok := n.(*ast.FuncLit)
				if ok {
					lines -= s.lines(f) - 1
				}
				return !ok
			})
		}
		return !ok
	})
	return lines
}

// simulated reports whether a file is of the simulator, without the shell, the proofs and the tests.
func (s source) simulated() bool {
	return strings.HasPrefix(s.path, "sim/") && !strings.HasPrefix(s.path, "sim/shell/") && !strings.HasPrefix(s.path, "sim/simtest/") && !s.test()
}

var (
	floats = []string{"float32", "float64", "complex64", "complex128"}
	// ofTheMachine are functions of package time that look at the machine's clock or zone.
	ofTheMachine = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "NewTimer", "NewTicker", "Tick", "Local", "LoadLocation"}
	// inFloats are methods of time.Duration with a floating-point result.
	inFloats = []string{"Seconds", "Minutes", "Hours"}
)

// TestSimulatorIsAFunctionOfItsEvents looks for what would make two runs differ: floating-point numbers (fused
// arithmetic differs between processors), the machine's clock, and goroutines (their order is chance).
func TestSimulatorIsAFunctionOfItsEvents(t *testing.T) {
	for _, s := range sources(t) {
		if !s.simulated() {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if fault := chanceful(n); fault != "" {
				t.Errorf("%s: %s", s.at(n), fault)
			}
			return true
		})
	}
}

// TestShellReadsNoClock: what a shell does must not depend on how fast the machine is. One file of it does look at the
// machine's clock, to let the browser paint now and then, which changes nothing in the lab.
func TestShellReadsNoClock(t *testing.T) {
	const paints = "sim/shell/breathe_js.go"
	for _, s := range sources(t) {
		if !strings.HasPrefix(s.path, "sim/shell/") || s.test() || s.path == paints {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if x, ok := n.(*ast.SelectorExpr); ok {
				if fault := chanceful(x); fault != "" {
					t.Errorf("%s: %s", s.at(n), fault)
				}
			}
			return true
		})
	}
}

func chanceful(n ast.Node) string {
	switch n := n.(type) {
	case *ast.BasicLit:
		if n.Kind == token.FLOAT || n.Kind == token.IMAG {
			return "number " + n.Value + " is floating-point"
		}
	case *ast.Ident:
		if slices.Contains(floats, n.Name) {
			return n.Name + " is floating-point"
		}
	case *ast.GoStmt:
		return "a goroutine"
	case *ast.SelectStmt:
		return "select takes what comes first"
	case *ast.SelectorExpr:
		if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains(ofTheMachine, n.Sel.Name) {
			return "time." + n.Sel.Name + " is of the machine, not of the lab"
		}
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.SelectorExpr); ok && len(n.Args) == 0 && slices.Contains(inFloats, f.Sel.Name) {
			return f.Sel.Name + "() is floating-point; divide durations instead"
		}
	}
	return ""
}

// TestExportedNamesAreExplained: every exported name of a package that others import has a comment.
func TestExportedNamesAreExplained(t *testing.T) {
	for _, s := range sources(t) {
		if s.test() || s.file.Name.Name == "main" {
			continue
		}
		for _, d := range s.file.Decls {
			for _, n := range unexplained(d) {
				t.Errorf("%s: exported %s has no comment", s.at(n), n.Name)
			}
		}
	}
}

func unexplained(d ast.Decl) []*ast.Ident {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) && !plain(d) {
			return []*ast.Ident{d.Name}
		}
	case *ast.GenDecl:
		if d.Doc != nil {
			return nil
		}
		var list []*ast.Ident
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if spec.Name.IsExported() && spec.Doc == nil && spec.Comment == nil {
					list = append(list, spec.Name)
				}
			case *ast.ValueSpec:
				if spec.Names[0].IsExported() && spec.Doc == nil && spec.Comment == nil && spec.Type == nil {
					list = append(list, spec.Names[0])
				}
			}
		}
		return list
	}
	return nil
}

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	t := d.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	name, ok := t.(*ast.Ident)
	return ok && name.IsExported()
}

// plain methods fulfil an interface that everybody knows.
func plain(d *ast.FuncDecl) bool {
	return d.Recv != nil && slices.Contains([]string{"Error", "String", "Unwrap", "Len", "Less", "Swap", "Push", "Pop", "Write", "Read", "Close"}, d.Name.Name)
}
