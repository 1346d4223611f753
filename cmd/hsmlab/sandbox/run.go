package sandbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"github.com/tetratelabs/wazero/sys"
)

const wasiModule = "wasi_snapshot_preview1"

// What a run may end with when it wants too much, see [Limits].
var (
	ErrDeadline = errors.New("sandbox: not finished within")
	ErrMemory   = errors.New("sandbox: out of memory")
)

// Limits bound what a run may take from the machine.
type Limits struct {
	Memory   int           // bytes, rounded down to 64 KiB
	Deadline time.Duration // real time; 0 = none, for input of our own: watching the time halves the speed
	Answer   int           // bytes on the standard output
}

// Standard is enough for any honest journal.
var Standard = Limits{Memory: 512 << 20, Deadline: 2 * time.Minute, Answer: 1 << 20}

// Sandbox runs a replayer that has no files, no network, no clock but a counter, and only the chance it is given.
// It is compiled once and run often; runs may be concurrent.
type Sandbox struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
	limits   Limits
}

// compilations are kept for the life of the process: compiling the replayer takes seconds.
var compilations = wazero.NewCompilationCache()

// Open compiles a replayer, unless this process did so before. It is an error if the module wants anything but WASI.
func Open(ctx context.Context, module []byte, l Limits) (*Sandbox, error) {
	const page = 64 << 10
	config := wazero.NewRuntimeConfig().WithCompilationCache(compilations).WithMemoryLimitPages(uint32(l.Memory / page)).WithCloseOnContextDone(l.Deadline > 0)
	s := &Sandbox{runtime: wazero.NewRuntimeWithConfig(ctx, config), limits: l}
	if err := s.load(ctx, module); err != nil {
		return nil, errors.Join(fmt.Errorf("sandbox: %w", err), s.Close(ctx))
	}
	return s, nil
}

func (s *Sandbox) load(ctx context.Context, module []byte) error {
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, s.runtime); err != nil {
		return err
	}
	var err error
	if s.compiled, err = s.runtime.CompileModule(ctx, module); err != nil {
		return err
	}
	for _, f := range s.compiled.ImportedFunctions() {
		if from, name, _ := f.Import(); from != wasiModule {
			return fmt.Errorf("the module wants %s.%s, which is not WASI", from, name)
		}
	}
	return nil
}

// Close frees what the sandbox holds.
func (s *Sandbox) Close(ctx context.Context) error { return s.runtime.Close(ctx) }

// Run gives input to a fresh instance and returns what it answered. chance is all the randomness that the
// instance sees. An error says how the instance ended otherwise than with status 0: its own message, ErrDeadline, ErrMemory
// or too long an answer.
func (s *Sandbox) Run(ctx context.Context, input, chance io.Reader, args ...string) ([]byte, error) {
	if s.limits.Deadline > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, s.limits.Deadline)
		defer cancel()
	}
	answer, complaint := &bounded{room: s.limits.Answer}, &bounded{room: 64 << 10}
	config := wazero.NewModuleConfig().WithName("").WithArgs(append([]string{"lab-wasi"}, args...)...).
		WithStdin(input).WithStdout(answer).WithStderr(complaint).WithRandSource(chance)
	instance, err := s.runtime.InstantiateModule(ctx, s.compiled, config)
	if instance != nil {
		err = errors.Join(err, instance.Close(ctx))
	}
	var exit *sys.ExitError
	switch {
	case answer.overrun:
		return nil, fmt.Errorf("sandbox: an answer of more than %d bytes", s.limits.Answer)
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, fmt.Errorf("%w %s", ErrDeadline, s.limits.Deadline)
	case errors.As(err, &exit) && exit.ExitCode() == 0:
		err = nil
	}
	if err != nil && bytes.Contains(complaint.Bytes(), []byte("out of memory")) {
		return nil, fmt.Errorf("%w: more than %d MB", ErrMemory, s.limits.Memory>>20)
	}
	if err != nil {
		return nil, fmt.Errorf("sandbox: %w: %s", err, complaint.Bytes())
	}
	return answer.Bytes(), nil
}

// bounded is a buffer that refuses to grow beyond room.
type bounded struct {
	bytes.Buffer
	room    int
	overrun bool
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.room {
		b.overrun = true
		return 0, errors.New("no more room")
	}
	return b.Buffer.Write(p)
}
