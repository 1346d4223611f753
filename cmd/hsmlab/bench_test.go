package main_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hsmlab/cmd/hsmlab/static"
	"hsmlab/sim"
	"hsmlab/sim/shell"
)

// TestBench measures the lab and prints a table; it judges nothing, since times depend on the machine.
// make bench runs it.
func TestBench(t *testing.T) {
	if os.Getenv("HSMLAB_BENCH") == "" {
		t.Skip("make bench runs this")
	}
	lab, bare := buildSite(t, "/"), bareSite(t)
	plain := plainSite(t, bare)
	for _, site := range []static.Files{lab, bare, plain} {
		if err := site.Compress(t.Context(), "../../.cache/compressed"); err != nil {
			t.Fatal(err)
		}
	}
	fmt.Printf("\n%-34s %12s %12s %8s %8s\n", "", "hsmlab", "bare go-app", "ratio", "bar")
	benchSize(lab, bare)
	benchStart(t, lab, plain, bare)
	recorded := recording(t)
	benchReplay(t, recorded)
	benchReplayInPage(t, lab, recorded)
	benchCommands(t, lab)
	benchTenancy(t)
	benchTenancyInPage(t, lab)
	benchLamp(t, lab)
}

// row prints one line of the comparison; bar is the ratio of the design that it should keep, 0 for none.
func row(what string, lab, bare float64, unit string, bar float64) {
	limit := ""
	if bar > 0 {
		limit = fmt.Sprintf("%.2f", bar)
	}
	fmt.Printf("%-34s %9.0f %s %9.0f %s %8.2f %8s\n", what, lab, unit, bare, unit, lab/bare, limit)
}

// plainSite is the site that go-app itself makes for the bare client.
func plainSite(t *testing.T, bare static.Files) static.Files {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), "go", "run", "./testdata/bare", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	site := static.Files{"web/app.wasm": bare["immutable/bare.wasm"], "web/icons/icon.svg": bare["web/icons/icon.svg"]}
	for _, name := range []string{"index.html", "app.css", "app.js", "app-worker.js", "manifest.webmanifest"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		site[name] = data
	}
	site["wasm_exec.js"] = bare["wasm_exec.js"] // that of the toolchain which compiled the client
	return site
}

// bareSite is a site with the smallest go-app client, delivered just as ours is.
func bareSite(t *testing.T) static.Files {
	t.Helper()
	client, err := static.Compile(t.Context(), "../..", "./cmd/hsmlab/testdata/bare")
	if err != nil {
		t.Fatal(err)
	}
	ours := buildSite(t, "/")
	return static.Files{
		"immutable/bare.wasm":  client,
		"wasm_exec.js":         ours["wasm_exec.js"],
		"web/boot.js":          ours["web/boot.js"],
		"web/icons/icon.svg":   ours["web/icons/icon.svg"],
		"manifest.webmanifest": []byte(`{"scope": "/"}`),
		"index.html": []byte(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title>
<link rel="icon" href="/web/icons/icon.svg"><link rel="preload" as="fetch" crossorigin href="/immutable/bare.wasm">
<script defer src="/wasm_exec.js"></script>
<script defer src="/web/boot.js" data-wasm="/immutable/bare.wasm" data-env="{}"></script>
</head><body><main><h1>Bare</h1><button>0</button></main></body></html>`),
	}
}

// benchSize compares what a first visit downloads for the client.
func benchSize(lab, bare static.Files) {
	for _, form := range []struct {
		name, ext string
		bar       float64
	}{{"client, raw", "", 0}, {"client, gzip 9", ".gz", 0}, {"client, Brotli 11", ".br", 2}} {
		row(form.name, clientSize(lab, form.ext)/1000, clientSize(bare, form.ext)/1000, "kB", form.bar)
	}
}

func clientSize(site static.Files, ext string) float64 {
	for _, name := range slices.Sorted(maps.Keys(site)) {
		if strings.HasPrefix(name, "immutable/") && strings.HasSuffix(name, ".wasm"+ext) {
			return float64(len(site[name]))
		}
	}
	panic("BUG: the site has no client" + ext)
}

// recording is the journal of a thousand commands.
func recording(t *testing.T) []byte {
	t.Helper()
	const commands = 1000
	lab, err := sim.New(sim.Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer lab.Close()
	kernel := shell.NewKernel(lab, shell.Batch)
	session := shell.NewSession(kernel, shell.ProviderHost, "root", shell.IO{Out: func([]byte) {}})
	lines := []string{"hsmadmin status", "hsmadmin info", "enquiry", "hsmadmin status --json | jq length"}
	script := strings.Repeat(strings.Join(lines, "\n")+"\n", commands/len(lines))
	if status := session.RunScript(context.Background(), "bench", script); status != 0 {
		t.Fatalf("the script ended with status %d", status)
	}
	var recorded []byte
	kernel.View(func(lab *sim.Lab) { recorded = lab.Journal().Encode() })
	return recorded
}

// benchReplay replays a thousand commands natively.
func benchReplay(t *testing.T, recorded []byte) {
	journal, err := sim.DecodeJournal(recorded)
	if err != nil {
		t.Fatal(err)
	}
	var times []float64
	for range 5 {
		start := time.Now()
		replayed, err := sim.Replay(journal)
		if err != nil {
			t.Fatal(err)
		}
		times = append(times, float64(time.Since(start).Microseconds())/1000)
		replayed.Close()
	}
	fmt.Printf("%-34s %9.0f ms %34s\n", "native replay of 1,000 commands", median(times), "250 ms")
}

func median(values []float64) float64 {
	return quantile(values, 0.5)
}

// quantile returns the value below which the given share of the values lies.
func quantile(values []float64, share float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[int(share*float64(len(sorted)-1)+0.5)]
}
