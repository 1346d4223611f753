package static

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"hsmlab/cmd/hsmlab/headers"
)

// CompileFlags are the flags of go build that every WebAssembly file of ours is compiled with: no
// symbols, and nothing of the building machine.
func CompileFlags() []string {
	return []string{"-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid="}
}

// Compile builds the main package pkg of the module at root for the browser and returns the WebAssembly
// bytes. The same sources give the same bytes on every machine with the toolchain that go.mod names.
// More flags of go build may be given.
func Compile(ctx context.Context, root, pkg string, flags ...string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "hsmlab-build-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "app.wasm")
	args := slices.Concat([]string{"build", "-o", out}, CompileFlags(), flags, []string{pkg})
	if _, err := runGo(ctx, root, args...); err != nil {
		return nil, err
	}
	return os.ReadFile(out)
}

// fastPackages are compiled as usual for the browser: the runtime and arithmetic, which call small functions all the
// time. All others are compiled without inlining. It costs them little, and the client is a seventh smaller on its way
// to the learner (3.02 instead of 3.5 MB by Brotli) and to be compiled.
var fastPackages = []string{"runtime", "runtime/...", "internal/runtime/...", "internal/bytealg/...", "crypto/...", "math/..."}

// CompileClient builds the browser client without net/http, see package nohttp, and with a gojq that starts quickly,
// see lazyJQ.
func CompileClient(ctx context.Context, root string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "hsmlab-client-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	jq, err := lazyJQ(ctx, root, dir)
	if err != nil {
		return nil, err
	}
	overlay, err := withoutHTTP(ctx, root, dir)
	if err != nil {
		return nil, err
	}
	flags := []string{jq, overlay, "-gcflags=all=-l"}
	for _, packages := range fastPackages {
		flags = append(flags, "-gcflags="+packages+"=")
	}
	return Compile(ctx, root, "./cmd/lab-wasm", flags...)
}

// withoutHTTP writes the overlay that hides net/http to dir and returns the flag of go build that has it used.
func withoutHTTP(ctx context.Context, root, dir string) (string, error) {
	goroot, err := goRoot(ctx, root)
	if err != nil {
		return "", err
	}
	stub, err := filepath.Abs(filepath.Join(root, "cmd", "hsmlab", "static", "nohttp", "http.go"))
	if err != nil {
		return "", err
	}
	overlay, err := overlayOf(filepath.Join(goroot, "src", "net", "http"), stub)
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "overlay.json")
	return "-overlay=" + file, os.WriteFile(file, overlay, 0o644)
}

// overlayOf tells go build to see stub instead of the Go files of dir.
func overlayOf(dir, stub string) ([]byte, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no Go files in %s (%v)", dir, err)
	}
	replace := map[string]string{}
	for _, name := range files {
		replace[name] = "" // as if it were not there
	}
	replace[filepath.Join(dir, "http.go")] = stub
	return json.Marshal(map[string]any{"Replace": replace})
}

func goRoot(ctx context.Context, root string) (string, error) {
	goroot, err := runGo(ctx, root, "env", "GOROOT")
	return strings.TrimSpace(goroot), err
}

// runGo runs the go command for the browser's target, without the user's build settings, and returns
// what it prints.
func runGo(ctx context.Context, root string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOWASM=", "GOEXPERIMENT=", "GOFLAGS=-mod=readonly", "CGO_ENABLED=0")
	var messages strings.Builder
	cmd.Stderr = &messages
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w\n%s", args[0], err, messages.String())
	}
	return string(out), nil
}

// addClient adds the compiled client and the glue of the same toolchain.
func (b *builder) addClient(ctx context.Context) error {
	wasm, err := CompileClient(ctx, b.Root)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(wasm)
	b.wasm = fmt.Sprintf("%sapp.%x.wasm", headers.Immutable, sum[:6])
	if err := b.add(strings.TrimPrefix(b.wasm, "/"), wasm); err != nil {
		return err
	}
	goroot, err := goRoot(ctx, b.Root)
	if err != nil {
		return err
	}
	glue, err := os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	return b.add("wasm_exec.js", glue)
}
