// Package morse is the trainer for reading status lamps: which error code comes next, what is asked about it, how
// answers are marked, and the drill that brings back what was missed (guide 4.4.2.1, 4.16).
//
// Codes, meanings and actions are those of package led. Everything follows from a seed, the product and what was
// missed before, so that a test, or a colleague with the same link, meets the same codes.
//
// Not here: the lamp itself, sound and speed; they are the page's.
package morse
