package shell

import (
	"runtime"
	"strings"
	"time"

	"mvdan.cc/sh/v3/expand"
)

// memoryLimit is how large the heap may grow while a shell runs. A browser has 4 GB at most, and what grows is copied.
var memoryLimit = func() uint64 {
	if runtime.GOARCH == "wasm" {
		return 512 << 20
	}
	return 1 << 30
}()

// roomLimit is how long the variables together may be that one command puts together. It stops what doubles a variable
// at the same statement on every platform, before the heap can tell.
const roomLimit = 64 << 20

// slowStatement is how long a statement takes that could have filled much memory.
const slowStatement = time.Millisecond

// look tells when to look at the heap: after every 256th statement, and after a slow one, but not so often that
// looking becomes the work.
type look struct{ statement, heap time.Time }

// due notes that a statement begins.
func (l *look) due(regular bool) bool {
	now := time.Now()
	slow := now.Sub(l.statement) > slowStatement
	l.statement = now
	if !slow && !(regular && now.Sub(l.heap) > 200*time.Millisecond) {
		return false
	}
	l.heap = now
	return true
}

// exhausted reports whether the heap is too large even without what nobody uses any more.
func exhausted() bool {
	if heap() <= memoryLimit {
		return false
	}
	runtime.GC()
	return heap() > memoryLimit
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// room ends the line when the variables that it names are too long to be put together: "x", "!x" for the variable
// that x names, and "x*y,z" for y and z in many places of x.
func (c *command) room() int {
	total := 0
	for _, name := range c.args[1:] {
		name, factors, _ := strings.Cut(name, "*")
		n := c.size(name)
		if factors != "" {
			inner := 1
			for _, f := range strings.Split(factors, ",") {
				inner += c.size(f)
			}
			n = min(n, roomLimit+1) * min(inner, roomLimit+1) / 8 // not every character is replaced
		}
		total += n
	}
	if total > roomLimit {
		c.outOfMemory("variables of more than 64 MB in one command")
	}
	return c.hc.LastExitStatus
}

// size is about how many bytes a variable takes.
func (c *command) size(name string) int {
	if of, indirect := strings.CutPrefix(name, "!"); indirect {
		name = c.getenv(of)
	}
	v := c.env.Get(name)
	switch v.Kind {
	case expand.Indexed:
		return length(v.List)
	case expand.Associative:
		n := 0
		for key, value := range v.Map {
			n += 32 + len(key) + len(value)
		}
		return n
	}
	return len(v.Str)
}

// length is about how many bytes words take, and how long a list of empty words is not for free.
func length(words []string) int {
	n := 16 * len(words)
	for _, w := range words {
		n += len(w)
	}
	return n
}

func (c *command) outOfMemory(what string) {
	c.errorf("bash: not simulated: %s, because they would fill the browser's memory\n", what)
	c.j.end(errMemory)
}
