// Package hsconfig is the text of a hardserver configuration file: its grammar, the sections and fields that the
// simulator knows, and the edits that tools make in it (guide 4.11).
//
// Modelled: ASCII lines, "syntax-version=N" first, sections in brackets, "field=value" lines, lines of dashes between
// the entries of a section, comments after "#"; what is taken twice, and what the modules of a place do not have;
// every error with its line.
// Not modelled: sections about other things than slots, the audit log and the port for other hardservers. Real ones
// are read over, with a note, so that nobody believes they did something; others are errors.
package hsconfig
