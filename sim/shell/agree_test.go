//go:build !js && !wasip1

package shell_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestAgreesWithBash runs each line of testdata/agree.txt in the lab and by the real bash with GNU tools, and
// wants the same output, the same complaints and the same exit status. A line that makes files is run again before those below it.
func TestAgreesWithBash(t *testing.T) {
	t.Parallel()
	if out, err := exec.Command("bash", "-c", "ls --version && sed --version").Output(); err != nil || !bytes.Contains(out, []byte("GNU")) {
		t.Skip("no bash with GNU tools here")
	}
	data, err := os.ReadFile(filepath.Join("testdata", "agree.txt"))
	if err != nil {
		t.Fatal(err)
	}
	const mark = "@@@\n"
	before := ""
	for line := range strings.Lines(string(data)) {
		script := before + "echo @@@; echo @@@ >&2\n" + line
		wantOut, wantErr, wantStatus := realBash(t, script)
		out, errOut, status := run(t, "cd /tmp\n"+script)
		if got, want := after(out, mark), after(wantOut, mark); got != want {
			t.Errorf("%sprinted %q\nwant    %q", line, got, want)
		}
		if got, want := after(errOut, mark), after(wantErr, mark); got != want {
			t.Errorf("%scomplained %q\nwant       %q", line, got, want)
		}
		if status != wantStatus {
			t.Errorf("%sended with status %d, want %d", line, status, wantStatus)
		}
		if strings.Contains(line, ">f") || strings.Contains(line, ">g") || strings.Contains(line, ">x") || strings.Contains(line, "mkdir -p") || strings.Contains(line, "tee t1") {
			before += line
		}
	}
}

func after(s, mark string) string {
	_, rest, _ := strings.Cut(s, mark)
	return rest
}

var scriptName = regexp.MustCompile(`(?m)^\S*script\.sh: line \d+: `)

func realBash(t *testing.T, script string) (out, errOut string, status int) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(t.TempDir(), "script.sh")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("bash", file)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=/root", "LC_ALL=C.UTF-8", "TZ=UTC"}
	var o, e bytes.Buffer
	cmd.Stdout, cmd.Stderr = &o, &e
	cmd.Run()
	return o.String(), scriptName.ReplaceAllString(e.String(), "bash: "), cmd.ProcessState.ExitCode()
}
