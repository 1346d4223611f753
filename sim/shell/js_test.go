//go:build !js && !wasip1

package shell_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestUnderJS runs TestDeterminism under node (make test runs all others there, too) and compares the hash that it logs
// with the one found here: the same script makes the same lab on both.
func TestUnderJS(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles for js and runs under node")
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("no node")
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	runner := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "go_js_wasm_exec")
	cmd := exec.Command("go", "test", "-count=1", "-v", "-run", "^TestDeterminism$", "-exec", runner, ".")
	// wasm_exec refuses more than 12 KB of environment and arguments.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "GOOS=js", "GOARCH=wasm", "GOFLAGS=" + os.Getenv("GOFLAGS")}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("under node: %v\n%s", err, tailOf(out))
	}
	got := regexp.MustCompile(`hash ([0-9a-f]+)`).FindSubmatch(out)
	if got == nil {
		t.Fatalf("under node no hash was logged:\n%s", tailOf(out))
	}
	if _, want, _ := record(t, everything); string(got[1]) != want {
		t.Errorf("under node the script ends in %s, here in %s", got[1], want)
	}
}

func tailOf(b []byte) []byte { return b[max(0, len(b)-6000):] }
