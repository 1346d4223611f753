// Package static makes the lab's web site: a folder of plain files that any web server can hold, at the
// root of a host or below a path.
//
// It reads the repository and writes
//
//	index.html, lab/index.html, …   every page of app.Pages, prerendered
//	404.html                        what hosts show for an unknown address
//	immutable/app.<hash>.wasm       the browser client, cmd/lab-wasm
//	wasm_exec.js                    Go's glue, from the toolchain that compiled the client
//	web/…                           the repository's web folder, but for worker.js, theme.js and style sheets
//	web/vendor/…                    what package.json names, .mjs renamed .js
//	web/licenses.txt                the licences of all that is delivered
//	app-worker.js                   the service worker, from web/worker.js
//	manifest.webmanifest
//
// and what app.Files adds; beside large files lie .br and .gz twins. The style sheets of web/css stand in each
// page, and the modules of web/js are loaded, in the order of their names.
//
// go-app's own generator is not used: its output differs from build to build (attribute order, ports in
// addresses), its attribute quoting is Go's and not HTML's, and its layout needs hosts that guess file
// name extensions. Only the pages' bodies come from it, and go through [parseHTML].
//
// The same commit gives the same bytes, whatever the folder or the day.
package static
