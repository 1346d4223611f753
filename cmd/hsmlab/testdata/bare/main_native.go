//go:build !js

package main

import (
	"log"
	"os"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

func main() {
	app.Route("/", &page{})
	const icon = "/web/icons/icon.svg" // go-app's own are on another host
	site := &app.Handler{Name: "Bare", Icon: app.Icon{Default: icon, Large: icon, SVG: icon, AppleTouch: icon}}
	if err := app.GenerateStaticWebsite(os.Args[1], site); err != nil {
		log.Fatal(err)
	}
}
