// Package sandbox holds the replayer of cmd/lab-wasi, compiled for WASI, inside the program: journals of
// strangers are replayed in it and not in the host's own process. Running it is the caller's business.
package sandbox

import (
	"embed"
	"errors"
	"io/fs"
)

// In a fresh clone the folder holds a placeholder, so that go build works; make fills it.
//
//go:embed all:wasm
var embedded embed.FS

// ErrMissing says what to do in a program that was built without make.
var ErrMissing = errors.New("this hsmlab was built without the replayer's sandbox in it: run 'make' and use bin/hsmlab")

// Replayer returns the WebAssembly module of cmd/lab-wasi, or [ErrMissing]. Callers must not change it.
func Replayer() ([]byte, error) {
	module, err := embedded.ReadFile("wasm/replay.wasm")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrMissing
	}
	return module, err
}
