package main

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type courseUnit struct {
	ID      string `xml:"id,attr"`
	MoveOn  string `xml:"moveOn,attr"`
	Mastery string `xml:"masteryScore,attr"`
	Launch  string `xml:"launchMethod,attr"`
	Title   string `xml:"title>langstring"`
	URL     string `xml:"url"`
}

// exportedUnits runs the command and reads what it wrote.
func exportedUnits(t *testing.T, args ...string) []courseUnit {
	t.Helper()
	dir := t.TempDir()
	status, _, errs := hsmlab(t, append([]string{"export", "cmi5", "--out", dir}, args...)...)
	if status != 0 {
		t.Fatalf("status %d: %s", status, errs)
	}
	data, err := os.ReadFile(filepath.Join(dir, "cmi5.xml"))
	if err != nil {
		t.Fatal(err)
	}
	var course struct {
		XMLName xml.Name     `xml:"https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd courseStructure"`
		Units   []courseUnit `xml:"au"`
	}
	if err := xml.Unmarshal(data, &course); err != nil {
		t.Fatal(err)
	}
	return course.Units
}

func TestExportCMI5(t *testing.T) {
	got := exportedUnits(t, "--site", "https://lab.example/base/", "--mastery", "0.8", "recovery-mode", "provision-first-vcm")
	const at = "https://lab.example/base/lessons/"
	want := []courseUnit{
		{at + "recovery-mode/", "Passed", "0.8", "OwnWindow", got[0].Title, at + "recovery-mode/"},
		{at + "provision-first-vcm/", "Passed", "0.8", "OwnWindow", got[1].Title, at + "provision-first-vcm/"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("units (-want +got):\n%s", diff)
	}
	if got := exportedUnits(t, "--site", "http://localhost:8000", "recovery-mode"); got[0].Mastery != "" || got[0].Title == "" {
		t.Errorf("without --mastery: got %+v", got[0])
	}
}

func TestExportCMI5Refuses(t *testing.T) {
	for _, tt := range []struct{ args, want string }{
		{"recovery-mode", "--site is missing"},
		{"--site lab.example recovery-mode", "want the address"},
		{"--site http://lab.example recovery-mode", "localhost only"},
		{"--site https://lab.example/?a=b recovery-mode", "nothing after the path"},
		{"--site https://lab.example --mastery 80 recovery-mode", "from 0 to 1"},
		{"--site https://lab.example recovery-mode recovery-mode", "named twice"},
		{"--site https://lab.example no-such", `no lesson "no-such"`},
		{"--site https://lab.example my/course/01-mine", "cannot be launched by cmi5 unless"},
	} {
		args := append([]string{"export", "cmi5", "--out", filepath.Join(t.TempDir(), "x.xml")}, strings.Fields(tt.args)...)
		if status, _, errs := hsmlab(t, args...); status != 2 || !strings.Contains(errs, tt.want) {
			t.Errorf("%s: got status %d, %s; want 2, %q", tt.args, status, errs, tt.want)
		}
	}
}

func TestBuildRefusesWhatIsNoOrigin(t *testing.T) {
	status, _, errs := hsmlab(t, "build", "--lrs", "https://a.example,http://b.example", "--out", t.TempDir())
	if want := `--lrs "http://b.example": http is for localhost only`; status == 0 || !strings.Contains(errs, want) {
		t.Errorf("got status %d, %s; want %q", status, errs, want)
	}
}
