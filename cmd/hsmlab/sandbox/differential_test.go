package sandbox_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"hsmlab/cmd/hsmlab/sandbox"
	"hsmlab/sim/journalgen"
	"hsmlab/sim/replayer"
)

const (
	differentialJournals = 1_000
	differentialEvents   = 36
)

// TestDifferential makes journals up and lets them happen natively, under js/wasm in node and under wasip1 in
// wazero. All must agree on every state and every byte of output. wazero is given several sources of chance:
// with its own, which is fixed, iteration over a map would look the same each time.
func TestDifferential(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	js, wasi := compileReplayer(t, "js"), compileReplayer(t, "wasip1")
	stream, native := happenNatively(t)
	box, err := sandbox.Open(t.Context(), read(t, wasi), sandbox.Limits{Memory: 1 << 30, Answer: 16 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer box.Close(t.Context())

	platforms := map[string]func() ([]byte, error){"js": func() ([]byte, error) { return underNode(js, stream) }}
	for chance := range uint64(3) {
		platforms[fmt.Sprintf("wasip1, chance %d", chance)] = func() ([]byte, error) {
			return box.Run(t.Context(), bytes.NewReader(stream), rand.NewChaCha8([32]byte{0: byte(chance), 9: 7}), "try")
		}
	}
	t.Run("platforms", func(t *testing.T) {
		for name, run := range platforms {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				answer, err := run()
				if err != nil {
					t.Fatal(err)
				}
				compareVerdicts(t, native, answer)
			})
		}
	})
}

// happenNatively makes the journals and their verdicts. A journal's number is the seed that makes it again.
func happenNatively(t *testing.T) (stream []byte, verdicts [][]byte) {
	t.Helper()
	texts := make([][]byte, differentialJournals)
	verdicts = make([][]byte, differentialJournals)
	var wg sync.WaitGroup
	for worker := range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for seed := worker; seed < differentialJournals; seed += runtime.GOMAXPROCS(0) {
				attempts, lab := journalgen.Stream(uint64(seed), differentialEvents)
				lab.Close()
				j := journalgen.Trial(attempts, lab)
				texts[seed] = append(j.Encode(), '\n')
				v := replayer.Try(j)
				if v.Error != "" {
					t.Errorf("journal %d: %s", seed, v.Error)
				}
				verdicts[seed], _ = json.Marshal(v)
			}
		})
	}
	wg.Wait()
	return bytes.Join(texts, nil), verdicts
}

func compareVerdicts(t *testing.T, want [][]byte, answer []byte) {
	t.Helper()
	got := bytes.Split(bytes.TrimSpace(answer), []byte("\n"))
	if len(got) != len(want) {
		t.Fatalf("got %d verdicts, want %d", len(got), len(want))
	}
	wrong := 0
	for seed := range want {
		if bytes.Equal(got[seed], want[seed]) {
			continue
		}
		if wrong++; wrong <= 5 {
			t.Errorf("journal %d: got %s, native %s", seed, got[seed], want[seed])
		}
	}
	if wrong > 5 {
		t.Errorf("%d journals in all differ", wrong)
	}
}

// compileReplayer compiles cmd/lab-wasi for an operating system of WebAssembly.
func compileReplayer(t *testing.T, goos string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), goos+".wasm")
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", file, "hsmlab/cmd/lab-wasi")
	build.Env = append(os.Environ(), "GOOS="+goos, "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("compiling cmd/lab-wasi for %s: %v\n%s", goos, err, out)
	}
	return file
}

func underNode(program string, stream []byte) ([]byte, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	glue := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js")
	node := exec.Command("node", "--stack-size=8192", glue, program, "try")
	node.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")} // all of it must fit 12 KB there
	node.Stdin = bytes.NewReader(stream)
	var complaint bytes.Buffer
	node.Stderr = &complaint
	answer, err := node.Output()
	if err != nil {
		return nil, fmt.Errorf("node: %w: %s", err, complaint.Bytes())
	}
	return answer, nil
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
