package main_test

import (
	"fmt"
	"strings"
	"testing"

	"hsmlab/cmd/hsmlab/static"
)

// keepScript puts a journal where the page keeps the free lab's.
const keepScript = `new Promise((done, failed) => {
	const r = indexedDB.open("hsmlab");
	r.onsuccess = () => {
		const t = r.result.transaction("chunks", "readwrite");
		t.objectStore("chunks").delete(IDBKeyRange.bound(["free", 0], ["free", Infinity]));
		t.objectStore("chunks").put({lab: "free", n: 0, text: window.journal});
		t.oncomplete = () => done(true);
		t.onerror = () => failed(t.error);
	};
})`

// benchReplayInPage lets the page bring a lab of a thousand commands back.
func benchReplayInPage(t *testing.T, site static.Files, recorded []byte) {
	t.Run("replay", func(t *testing.T) {
		b := newTab(t, startBrowser(t))
		h := serveSite(t, site)
		b.open(h.address("/about/")) // a page of the site that has no lab
		b.wait(`window.hsmlab?.store`)
		const piece = 100_000 // as much as one message to the browser may well carry
		eval[bool](b, `((window.journal = ""), true)`)
		for text := string(recorded); text != ""; {
			n := min(piece, len(text))
			eval[bool](b, fmt.Sprintf(`((window.journal += %s), true)`, quoteJS(text[:n])))
			text = text[n:]
		}
		eval[bool](b, keepScript)
		var times []float64
		for range 3 {
			b.open(h.address(labPath))
			b.wait(`performance.getEntriesByName("hsmlab-replay").length === 1`)
			times = append(times, eval[float64](b, `performance.getEntriesByName("hsmlab-replay")[0].duration`))
		}
		fmt.Printf("%-34s %9.0f ms %34s\n", "Chromium replay of 1,000 commands", median(times), "1000 ms")
	})
}

// quoteJS writes text as a JavaScript string.
func quoteJS(text string) string {
	return "\"" + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\u2028", `\u2028`, "\u2029", `\u2029`).Replace(text) + "\""
}

// enterScript runs a command many times, as typed; it answers with the milliseconds from Enter until the terminal has
// taken in the answer with the next prompt.
const enterScript = `(async (command, times) => {
	const handle = labTerms.provider, term = handle.term, took = [];
	const prompted = () => {
		const buffer = term.buffer.active;
		return buffer.getLine(buffer.baseY + buffer.cursorY)?.translateToString(true).trimEnd() === "root@provider:~#";
	};
	for (let i = 0; i < times; i++) {
		term.input(command);
		while (prompted()) await new Promise((next) => setTimeout(next));
		await new Promise((next) => setTimeout(next, 200)); // nobody reads an answer and types on sooner
		const begin = performance.now();
		const answered = new Promise((done) => {
			const heard = term.onWriteParsed(() => { if (prompted()) { heard.dispose(); done(performance.now()); } });
		});
		term.input("\r");
		took.push(await answered - begin);
	}
	return took;
})(%s, %d)`

// benchCommands measures commands that do not wait, with a thousand VCMs in the HSM; then again while the tenants are
// looked at, whose picture is drawn anew after each of them.
func benchCommands(t *testing.T, site static.Files) {
	const times = 20
	commands := []string{"hsmadmin status", "vcmadmin show $uuid", "vcmadmin stats $uuid", "vcmadmin list --active", "ls"}
	t.Run("enter", func(t *testing.T) {
		b := newTab(t, startBrowser(t))
		b.open(serveSite(t, site).address(labPath + "?scenario=thousand-vcms"))
		b.terminal("provider")
		b.typeText("clear; uuid=$(vcmadmin list --json | jq -r '.[999].uuid')\n")
		b.promptBack("provider")
		for _, pane := range []string{"rear", "tenants"} {
			b.click("#bench-" + pane)
			b.has(".lab", "data-bench", pane)
			var all []float64
			for _, command := range commands {
				var took []float64
				for range times {
					took = append(took, eval[[]float64](b, fmt.Sprintf(enterScript, quoteJS(command), 1))...)
				}
				all = append(all, took...)
				fmt.Printf("  %-32s %9.1f ms median, %.1f ms p95\n", command, median(took), quantile(took, 0.95))
			}
			fmt.Printf("%-34s %9.1f ms %34s\n", "Enter to answer, 1,000 VCMs, "+pane, quantile(all, 0.95), "p95 16 ms")
		}
	})
}
