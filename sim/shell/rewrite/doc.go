// Package rewrite prepares bash programs for the interpreter of a simulated host.
//
// The interpreter (mvdan.cc/sh) runs the stages of a pipeline and background commands in goroutines, gives
// programs real operating system pipes, and reads the real process number, clock and random source in
// places. In the lab one thing happens at a time, in the order of the source text, on every platform. So the
// syntax tree is changed before it runs:
//
//   - X | Y becomes { ( X ) >pipe; ( Y ) <pipe; }: stage by stage, through memory;
//   - X & announces itself to the shell before it starts, and reports its end;
//   - every redirection goes through the shell's open handler, which is told what it is for: here-documents
//     and 2>&1 too;
//   - $$, $RANDOM, $! and their like become variables that the shell serves;
//   - functions report how deeply they are nested;
//   - what cannot be simulated is refused with an [Unsupported] error that says why.
//
// The price of running stages one after another: a pipeline shows nothing before its first stage has ended,
// and one whose first stage never ends has no result.
//
// A rewritten tree can be printed and parsed again. Eval, source and trap need that: see [Text].
package rewrite

// Mark begins the names of the shell's internal commands and ends the paths of rewritten redirections. It
// cannot be typed by accident.
const Mark = "\x01"

// Internal commands. The shell's exec handler serves them; no name can be mistaken for a user's.
const (
	Cat        = Mark + "cat"        // prints its standard input: $(<file)
	Declare    = Mark + "declare"    // lists variables: export, declare -p
	Enter      = Mark + "enter"      // a function begins; keeps $?
	Fork       = Mark + "fork"       // a background job is about to start; its text is the argument
	Nothing    = Mark + "nothing"    // succeeds; a function can be called : or true
	PipeEnd    = Mark + "pipeend"    // the status of the last stage is that of the pipeline
	PipeFail   = Mark + "pipefail"   // as PipeEnd, under set -o pipefail
	PipeStatus = Mark + "pipestatus" // a stage failed; $? is its status
	Room       = Mark + "room"       // ends the line when the variables that it names are too long to be put together; keeps $?
	Run        = Mark + "run"        // runs its argument as the body of a background job
	Started    = Mark + "started"    // the background job was started
	Status     = Mark + "status"     // $? is the status of the background job
	TimeBegin  = Mark + "timebegin"  // time begins
	TimeEnd    = Mark + "timeend"    // time ends; keeps $?
)

// Kinds of redirection: what follows the last Mark in the path that the open handler gets.
const (
	In       = "in"       // standard input from the file
	Out      = "out"      // standard output to the file, from its beginning
	Append   = "app"      // standard output to the end of the file
	ErrOut   = "errout"   // standard error to the file
	ErrApp   = "errapp"   // standard error to the end of the file
	Here     = "here"     // standard input is the path itself
	OutToErr = "outtoerr" // >&2
	ErrToOut = "errtoout" // 2>&1
	ErrClose = "errclose" // 2>&-
	InClose  = "inclose"  // <&-
	PipeOut  = "pipeout"  // standard output to a new pipe
	PipeIn   = "pipein"   // standard input from the pipe that was made last
	Job      = "job"      // a background job begins here
	Source   = "source"   // the path is a script: source and .
)

// Variables that stand for special parameters. The shell serves them.
const (
	PID        = "__PID"
	ParentPID  = "__PPID"
	Background = "__BGPID"
	Random     = "__RANDOM"
	Random32   = "__SRANDOM"
	Arg0       = "__ARG0"
)

var parameters = map[string]string{
	"$": PID, "PPID": ParentPID, "!": Background, "RANDOM": Random, "SRANDOM": Random32, "0": Arg0,
}

// Unsupported is a part of bash that the lab does not simulate.
type Unsupported struct {
	What    string
	Because string
}

func (e *Unsupported) Error() string { return "not simulated: " + e.What + ", because " + e.Because }
