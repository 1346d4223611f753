// Package hsconfig is the text of a hardserver configuration file: its grammar, the sections and fields that the
// simulator knows, and the edits that tools make in it (guide 4.11).
//
// Modelled: ASCII lines, "syntax-version=N" first, sections in brackets, "field=value" lines, lines of dashes between
// the entries of a section, comments after "#"; every error with its line.
// Not modelled: sections about other things than slots, the audit log, the port for other hardservers and clients of
// a remote file system. A file that has them is refused, so that nobody believes they did something.
package hsconfig
