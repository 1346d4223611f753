package app

import ui "github.com/maxence-charriere/go-app/v9/pkg/app"

// stripChart draws light and dark of the lamp's last seconds, by web/lazy/strip.js. Beside it the same must stand in
// words.
type stripChart struct {
	ui.Compo
	plot ui.Value
}

// OnMount loads the drawing code.
func (s *stripChart) OnMount(ctx ui.Context) {
	if !ui.IsClient {
		return
	}
	whenReady(ctx, "lamp", func(ctx ui.Context) {
		box := ctx.JSSrc()
		lazily(ctx, "strip", func(ui.Context) { s.plot = js().Get("strip").Call("open", box.Call("querySelector", "canvas")) })
	})
}

// OnDismount gives the drawing back.
func (s *stripChart) OnDismount() {
	if s.plot != nil {
		s.plot.Call("close")
	}
}

func (s *stripChart) Render() ui.UI {
	return ui.Div().Class("strip").Body(ui.Canvas().Aria("hidden", "true"))
}

// lazily calls f once a module of web/lazy is there; never if it cannot be had, or if the component has gone.
func lazily(ctx ui.Context, name string, f func(ui.Context)) {
	whenReady(ctx, "lazy", func(ctx ui.Context) {
		js().Call("lazy", name).Then(func(v ui.Value) {
			ctx.Dispatch(func(ctx ui.Context) {
				if ctx.Err() == nil && v.Truthy() {
					f(ctx)
				}
			})
		})
	})
}
