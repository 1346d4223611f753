package app

import (
	"encoding/json"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// whenReady calls f once the modules of the page have put name into the shared object: Go can be up before them.
func whenReady(ctx ui.Context, name string, f func(ui.Context)) {
	if shared := js(); shared.Truthy() && shared.Get(name).Truthy() {
		f(ctx)
		return
	}
	ctx.After(10*time.Millisecond, func(ctx ui.Context) { whenReady(ctx, name, f) })
}

// fetchJSON gets a data file of the site and calls f with it on the UI goroutine; with nil when it cannot be had.
func fetchJSON(ctx ui.Context, name string, f func(ui.Context, []byte)) {
	js().Call("fetchText", asset(name)).Then(func(v ui.Value) {
		text := textIn(v)
		ctx.Dispatch(func(ctx ui.Context) { f(ctx, []byte(text)) })
	})
}

// textIn is the text of an answer of the page's modules; "" when there is none.
func textIn(v ui.Value) string {
	if text := v.Get("text"); text.Truthy() {
		return text.String()
	}
	return ""
}

// errorIn is the error of such an answer; "" when it went well.
func errorIn(v ui.Value) string {
	if v == nil || !v.Truthy() {
		return ""
	}
	if text := v.Get("error"); text.Truthy() {
		return text.String()
	}
	return ""
}

// stringIn is a text property of such an answer.
func stringIn(v ui.Value, name string) string {
	if text := v.Get(name); text.Truthy() {
		return text.String()
	}
	return ""
}

// notesIn are the notes of an answer, by key.
func notesIn(v ui.Value) map[string]string {
	notes := map[string]string{}
	_ = json.Unmarshal([]byte(textIn(v)), &notes) // none kept
	return notes
}

// download offers a text as a file.
func download(name, text string) { js().Call("download", name, text) }
