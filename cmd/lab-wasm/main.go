//go:build js && wasm

// Command lab-wasm is the browser client: the page of package app, compiled to WebAssembly. The native side
// (prerendering, serving) is cmd/hsmlab; nothing here may refer to go-app's Handler, which would link an
// HTTP server into the client (18.6 MB instead of 7.1 MB for an empty page).
package main

import (
	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/app"
)

func main() {
	app.Routes()
	goapp.RunWhenOnBrowser()
}
