package static

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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
func Compile(ctx context.Context, root, pkg string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "hsmlab-build-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "app.wasm")
	args := append([]string{"build", "-o", out}, CompileFlags()...)
	if _, err := runGo(ctx, root, append(args, pkg)...); err != nil {
		return nil, err
	}
	return os.ReadFile(out)
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
	wasm, err := Compile(ctx, b.Root, "./cmd/lab-wasm")
	if err != nil {
		return err
	}
	sum := sha256.Sum256(wasm)
	b.wasm = fmt.Sprintf("%sapp.%x.wasm", headers.Immutable, sum[:6])
	if err := b.add(strings.TrimPrefix(b.wasm, "/"), wasm); err != nil {
		return err
	}
	goroot, err := runGo(ctx, b.Root, "env", "GOROOT")
	if err != nil {
		return err
	}
	glue, err := os.ReadFile(filepath.Join(strings.TrimSpace(goroot), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	return b.add("wasm_exec.js", glue)
}
