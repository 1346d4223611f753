// Package house_test holds the rules of the house: who may import whom, what the simulator may not use, and how
// long files and functions may be. Each rule gives its reason.
package house_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const root = "../../.." // of the module

// floors is the house from the ground up. A package imports only from floors below its own; so imports run one
// way, and whoever knows the order finds every rule of the equipment below the tools that show it.
var floors = []struct {
	packages []string
	reason   string
}{
	{[]string{"sim/spelling"}, "how far a word is from another is a matter of the two"},
	{[]string{"sim/clock", "sim/refusal", "sim/entropy", "sim/led", "sim/feature", "sim/sshkey"}, "formats and time know of words only"},
	{[]string{"sim/request", "sim/signedlog", "sim/firmware", "sim/hsconfig"}, "formats made of others, or of text: requests, signed logs, packages, the hardserver configuration"},
	{[]string{"sim/world"}, "a Security World and its cards are made of hashes"},
	{[]string{"sim/remoteslot"}, "slots hold cards, as the configuration says"},
	{[]string{"sim/vcm"}, "a VCM is known by keys, features and addresses, not by its module"},
	{[]string{"sim/module", "sim/solo"}, "a module holds VCMs and knows no host; a Solo is another module"},
	{[]string{"sim/chassis", "sim/hypervisor", "sim/workbench"}, "a box around a module, a server around guests and a table to work at know no host"},
	{[]string{"sim/host"}, "a host holds modules in its slots"},
	{[]string{"sim/site"}, "the room holds hosts"},
	{[]string{"sim/cli"}, "how tools read command lines"},
	{[]string{"sim/client"}, "how tools talk to services"},
	{[]string{"sim/hsmadmin", "sim/vcmadmin", "sim/nfast"}, "tools act on the room, and not on one another"},
	{[]string{"sim"}, "the lab composes the rooms and runs the tools"},
	{[]string{"sim/journalgen", "sim/replayer", "sim/simtest", "sim/tenancymodel"}, "proofs of the simulator see it from outside"},
	{[]string{"sim/shell/rewrite", "sim/shell/tty", "sim/shell/lineedit", "sim/shell/editor", "sim/shell/tools"}, "parts of the shell, each by itself"},
	{[]string{"sim/shell"}, "the shell acts on the lab by events"},
	{[]string{"lessons"}, "lessons watch the lab"},
	{[]string{"lessons/morse"}, "what is asked about lamps knows their tables"},
	{[]string{"lessons/guide"}, "transcripts of the guide drive the shell"},
	{[]string{"lessons/author"}, "what is done to lessons when they are written and built"},
	{[]string{"lessons/coverage"}, "what lessons and transcripts show of the guide"},
	{[]string{"app"}, "the page shows a snapshot, sends events and decides nothing"},
	{[]string{"cmd/hsmlab/headers", "cmd/hsmlab/sandbox", "cmd/hsmlab/static/nohttp"}, "parts of the command"},
	{[]string{"cmd/hsmlab/static", "cmd/hsmlab/fileserver"}, "the site and its server share the headers"},
	{[]string{"cmd/hsmlab/scorm", "cmd/hsmlab/cmi5"}, "a package is made of a site and a lesson, a course of lessons"},
	{[]string{"cmd/hsmlab", "cmd/lab-wasm", "cmd/lab-wasi"}, "programs"},
}

// bans say what packages of a part of the house do not import. "x/..." means x and all below it.
var bans = []struct {
	who, except []string
	imports     []string
	tests       bool // holds for test files too
	reason      string
}{
	{
		who: []string{"sim/..."}, except: []string{"sim/shell/..."},
		imports: []string{"os/...", "net", "net/http/...", "syscall/...", "runtime/pprof", "math/rand/...", "crypto/rand", "io/ioutil", "log/...", "plugin"},
		reason:  "the lab is a function of its events: it sees no machine, no network and no chance but its seed's (net/netip is arithmetic)",
	},
	{
		who: []string{"sim/..."}, except: []string{"sim/shell/..."},
		imports: []string{"math", "math/big", "math/cmplx"},
		reason:  "fused floating-point arithmetic differs between processors",
	},
	{
		who: []string{"sim/..."}, except: []string{"sim/shell/..."},
		imports: []string{"mvdan.cc/sh/v3/..."},
		reason:  "the line between shell and lab is drawn at effects: the sandbox needs no shell and could not have one",
	},
	{
		who: []string{"..."}, except: []string{"app", "cmd/..."},
		imports: []string{"github.com/maxence-charriere/go-app/v9/...", "syscall/js"},
		reason:  "below the page nothing knows that there is a page",
	},
	{
		who: []string{"..."}, except: []string{"cmd/hsmlab/..."},
		imports: []string{"net/http/...", "net"},
		reason:  "only the native command serves; an HTTP server in the client would more than double it",
	},
	{
		who: []string{"..."}, except: []string{"cmd/hsmlab/..."}, tests: true,
		imports: []string{"github.com/tetratelabs/wazero/..."},
		reason:  "the sandbox belongs to the native command",
	},
	{
		who:     []string{"..."},
		imports: []string{"github.com/chromedp/chromedp/...", "github.com/chromedp/cdproto/...", "github.com/rogpeppe/go-internal/...", "github.com/google/go-cmp/...", "pgregory.net/rapid"},
		reason:  "made for tests: products do not link them",
	},
	{
		who: []string{"..."}, except: []string{"lessons/author"}, tests: true,
		imports: []string{"github.com/goccy/go-yaml/...", "github.com/yuin/goldmark/..."},
		reason:  "lessons are parsed when the site is built; the page gets JSON and HTML",
	},
	{
		who: []string{"..."}, except: []string{"cmd/hsmlab/..."},
		imports: []string{"github.com/spf13/cobra", "text/template/...", "html/template"},
		reason:  "large in the client: template execution alone is 0.4 MB Brotli",
	},
}

// shipped is what a program must not link, whoever imports it.
var shipped = []struct {
	goos, program string
	without       []string
	reason        string
}{
	{"js", "cmd/lab-wasm", []string{
		"hsmlab/lessons/author", "hsmlab/sim/journalgen", "hsmlab/sim/simtest", "github.com/goccy/go-yaml/...", "github.com/yuin/goldmark/...",
		"github.com/invopop/jsonschema", "github.com/spf13/cobra", "html/template", "testing", "log/slog/...",
	}, "the browser client is small: what it does not show it does not carry"},
	{"wasip1", "cmd/lab-wasi", []string{
		"hsmlab/sim/shell/...", "hsmlab/lessons/author", "hsmlab/lessons/guide", "hsmlab/lessons/coverage", "hsmlab/app", "mvdan.cc/sh/v3/...",
		"net/http/...", "testing",
	}, "the sandbox replays events and looks at goals, and needs no shell, no page and no network for that"},
}

// listed is what go list tells of a package.
type listed struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

// house lists the module's packages by their path in it, imports of both the native and the browser build.
func house(t *testing.T) map[string]listed {
	t.Helper()
	all := map[string]listed{}
	for _, goos := range []string{"linux", "js", "wasip1"} {
		for _, p := range goList(t, goos, "-json=ImportPath,Imports,TestImports,XTestImports", "./...") {
			name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, "hsmlab"), "/")
			if name == "cmd/hsmlab/house" {
				continue
			}
			old := all[name]
			old.ImportPath = p.ImportPath
			old.Imports = append(old.Imports, p.Imports...)
			old.TestImports = slices.Concat(old.TestImports, p.TestImports, p.XTestImports)
			all[name] = old
		}
	}
	return all
}

func goList(t *testing.T, goos string, args ...string) []listed {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-e"}, args...)...)
	cmd.Dir, cmd.Env = root, append(os.Environ(), "GOOS="+goos)
	if goos != "linux" {
		cmd.Env = append(cmd.Env, "GOARCH=wasm")
	}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

// matches reports whether a path is named by a pattern.
func matches(pattern, path string) bool {
	if pattern == "..." {
		return true
	}
	base, below := strings.CutSuffix(pattern, "/...")
	return path == base || below && strings.HasPrefix(path, base+"/")
}

func matchesAny(patterns []string, path string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matches(p, path) })
}

func TestImportsRunOneWay(t *testing.T) {
	floor := map[string]int{}
	for i, f := range floors {
		for _, p := range f.packages {
			if _, twice := floor[p]; twice {
				t.Errorf("%s has two floors", p)
			}
			floor[p] = i
		}
	}
	all := house(t)
	for p := range floor {
		if _, ok := all[p]; !ok {
			t.Errorf("the order of imports names %s, which does not exist", p)
		}
	}
	for name, p := range all {
		mine, ok := floor[name]
		if !ok {
			t.Errorf("package %s has no floor: give it one, with a reason", name)
			continue
		}
		for _, i := range p.Imports {
			theirs, ours := floor[strings.TrimPrefix(i, "hsmlab/")]
			if ours && strings.HasPrefix(i, "hsmlab/") && theirs >= mine {
				t.Errorf("%s imports %s, which is not below it (%s)", name, i, floors[mine].reason)
			}
		}
	}
}

func TestBannedImports(t *testing.T) {
	all := house(t)
	known := goMod(t)
	for _, b := range bans {
		for _, pattern := range slices.Concat(b.who, b.except) {
			if !slices.ContainsFunc(names(all), func(n string) bool { return matches(pattern, n) }) {
				t.Errorf("a rule names %s, which does not exist (%s)", pattern, b.reason)
			}
		}
		for _, i := range b.imports {
			if strings.Contains(i, ".") && strings.Contains(strings.Split(i, "/")[0], ".") && !slices.ContainsFunc(known, func(m string) bool { return strings.HasPrefix(i, m) }) {
				t.Errorf("a rule bans %s, which is in no module of go.mod (%s)", i, b.reason)
			}
		}
		for name, p := range all {
			if !matchesAny(b.who, name) || matchesAny(b.except, name) {
				continue
			}
			imports := p.Imports
			if b.tests {
				imports = slices.Concat(imports, p.TestImports)
			}
			for _, i := range slices.Compact(slices.Sorted(slices.Values(imports))) {
				if matchesAny(b.imports, i) {
					t.Errorf("%s imports %s: %s", name, i, b.reason)
				}
			}
		}
	}
}

func TestWhatProgramsDoNotCarry(t *testing.T) {
	for _, s := range shipped {
		for _, p := range goList(t, s.goos, "-deps", "-json=ImportPath", "./"+s.program) {
			if matchesAny(s.without, p.ImportPath) {
				t.Errorf("%s links %s: %s", s.program, p.ImportPath, s.reason)
			}
		}
	}
}

func names(all map[string]listed) []string {
	var list []string
	for name := range all {
		list = append(list, name)
	}
	return list
}

// goMod lists the modules that go.mod requires.
func goMod(t *testing.T) []string {
	t.Helper()
	b, err := os.ReadFile(root + "/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for line := range strings.Lines(string(b)) {
		if f := strings.Fields(line); len(f) >= 2 && strings.HasPrefix(f[1], "v") {
			list = append(list, f[0])
		}
	}
	return list
}
