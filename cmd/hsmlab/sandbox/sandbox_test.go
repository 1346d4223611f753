package sandbox_test

import (
	"bytes"
	"errors"
	"testing"

	"hsmlab/cmd/hsmlab/sandbox"
)

// Both states of the source tree are right: before make there is no replayer, after it there is one.
func TestReplayerIsWebAssemblyOrSaysWhatToDo(t *testing.T) {
	module, err := sandbox.Replayer()
	if err != nil {
		if !errors.Is(err, sandbox.ErrMissing) {
			t.Errorf("got error %v, want %v", err, sandbox.ErrMissing)
		}
		return
	}
	if magic := []byte("\x00asm"); !bytes.HasPrefix(module, magic) {
		t.Errorf("replay.wasm starts with %q, want %q", module[:min(4, len(module))], magic)
	}
}
