// Package shell is bash on the simulated hosts, and the command lab for the people in the room.
//
// A [Kernel] owns a lab and keeps order: of all shells, their background jobs and the page, one acts at a
// time, the one that holds the baton, and it hands the baton on only where it waits. A [Session] is a
// terminal on one host: it takes typed bytes, prompts, edits and completes lines, runs them, and remembers.
//
// # How a command line runs
//
// A typed line becomes a Line event, also when nothing comes of it. Package rewrite changes its syntax tree so
// that one thing happens at a time; the interpreter (mvdan.cc/sh) runs it. Programs of the HSM software become
// Exec events, and the shell waits for their processes. Package tools has the small Unix tools, which read the
// lab's files without a trace and change them by File events. What the interpreter would ask the real computer
// (files, users, process numbers, clocks, random numbers) it asks the shell instead.
//
// # Time
//
// Under [Batch] virtual time jumps, when every shell is still, to what happens next; but only for somebody in
// the foreground who waits for time or for a program: a background job never drives the clock, and neither
// does waiting for the keyboard. Under [Live] the page moves time by Kernel.Advance.
//
// # What is not bash
//
//   - The stages of a pipeline run one after another, through memory of 64 MB: a pipeline shows nothing before
//     its first stage has ended, and a stage that would never end is ended.
//   - su, and bash without operands, change who types from the next line on; the rest of the same line still
//     belongs to the shell that ran them. So scripts and typed lines mean the same.
//   - Refused, with the reason: process substitution, file descriptors above 2, coproc, select, traps other
//     than EXIT and ERR, job control by Ctrl-Z, and what else says "not simulated".
//   - Refused too: PIPESTATUS, BASH_SOURCE, FUNCNAME, and !history at a terminal.
//   - Not there: the EXIT trap of ( ), aliases of more than a simple command.
//   - The real computer can still be seen in one corner: the name of RANDOM, SRANDOM, PPID or $ that is itself
//     kept in a variable (x=PPID; echo ${!x}) reaches the interpreter's own.
package shell
