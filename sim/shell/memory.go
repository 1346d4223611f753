package shell

import (
	"runtime"
	"runtime/metrics"
	"strings"

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

// spare is what a line may take when the lines before it have taken all: it may be the one that gives it back.
const spare = 16 << 20

// exhausted reports whether the heap is larger than the ceiling even without what nobody uses any more.
func exhausted(ceiling uint64) bool {
	if heap() <= ceiling {
		return false
	}
	runtime.GC()
	return heap() > ceiling
}

// heap is how many bytes of the heap are taken. It is asked after every statement: reading this one figure takes less than
// a microsecond, where runtime.ReadMemStats stops the world.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
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
