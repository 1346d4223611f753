// Package guide holds what the vendor's guide states, as a list of behaviours (behaviours.tsv), and transcripts
// that show the simulator behave so.
//
// A transcript is a datadriven file: the directive names a host, the input is what is typed there, and what
// follows "----" is what comes back. A covers directive names the behaviours that the next block really shows.
// The transcripts are the specification that runs: natively and, from the same embedded files, under js/wasm.
package guide
