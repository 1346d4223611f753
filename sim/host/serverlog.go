package host

import (
	"fmt"
	"slices"
	"strings"
)

// class is the class of a message in the hardserver's log, by rising weight (guide 4.3.3).
type class int

const (
	information class = iota
	notice
	clientError
	serious
	internal
	startup
	fatal
)

// levels are the names that NFAST_SERVERLOGLEVEL takes, one for each class; the class is the least that is
// logged. The guide names the variable but not its values [simulated].
var levels = []string{"info", "notice", "client", "serious", "internal", "startup", "fatal"}

// heads are how messages of a class begin. What begins otherwise is information: the service's own lines do.
var heads = []struct {
	class class
	head  string
}{
	{notice, "nFast server: Notice: "},
	{clientError, "nFast server: Detected error in client behaviour: "},
	{serious, "nFast server: Serious error, trying to continue: "},
	{internal, "nFast server: Serious internal error, trying to continue: "},
	{startup, "nFast server: Fatal error during startup: "},
	{fatal, "nFast server: Fatal internal error"},
	{fatal, "nFast server: Fatal runtime error"},
}

func classOf(text string) class {
	for _, h := range heads {
		if strings.HasPrefix(text, h.head) {
			return h.class
		}
	}
	if strings.HasSuffix(text, " failed init.") {
		return startup
	}
	return information
}

// serverLog is what the hardserver knows of its log and of its clients.
type serverLog struct {
	least   class       // messages of lower classes are left out
	last    int         // number of the last client since the start
	clients map[int]int // client number by process number
}

// setLevel takes the least class from the environment in which the hardserver starts.
func (s *Hardserver) setLevel(getenv func(string) string) {
	s.messages = serverLog{clients: map[int]int{}}
	name := getenv("NFAST_SERVERLOGLEVEL")
	if i := slices.Index(levels, name); i >= 0 {
		s.messages.least = class(i)
	} else if name != "" {
		s.log(fmt.Sprintf("nFast server: Notice: NFAST_SERVERLOGLEVEL %.40q is none of %s; all messages are logged", name, strings.Join(levels, ", ")))
	}
}

// log writes a line to the hardserver's log (guide 4.3.3). The file may have been removed or filled up; that is
// the user's affair.
func (s *Hardserver) log(text string) {
	if classOf(text) < s.messages.least {
		return
	}
	text = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, text)
	line := s.host.Now().UTC().Format("2006-01-02 15:04:05 ") + text + "\n"
	_ = s.host.FS.Append(s.host.root(), LogFile, []byte(line), 0o644)
}

// Join notes that a program became a client of the hardserver.
func (s *Hardserver) Join(p *Process) {
	if _, known := s.messages.clients[p.PID]; known || !s.running {
		return
	}
	s.messages.last++
	s.messages.clients[p.PID] = s.messages.last
	privileged := ""
	if p.User.UID == 0 {
		privileged = " - privileged"
	}
	s.log(fmt.Sprintf("nFast server: Information: New client %d connected%s", s.messages.last, privileged))
}

// Leave notes that a client has ended.
func (s *Hardserver) Leave(p *Process) {
	n, known := s.messages.clients[p.PID]
	if !known || !s.running {
		return
	}
	delete(s.messages.clients, p.PID)
	s.log(fmt.Sprintf("nFast server: Information: Client %d disconnected", n))
}

// Complain notes what was wrong with what a client sent; other clients do not notice.
func (s *Hardserver) Complain(p *Process, what string) {
	if s.running {
		s.log(fmt.Sprintf("nFast server: Detected error in client behaviour: client %d: %s", s.messages.clients[p.PID], what))
	}
}

// Mistrust notes a reply of a module that tells of a failure of the module itself.
func (s *Hardserver) Mistrust(what string) {
	if s.running {
		s.log("nFast server: Serious internal error, trying to continue: " + what)
	}
}

// Crash ends the hardserver with a fatal error of which no more is known. The VCMs notice only that it is gone.
func (s *Hardserver) Crash(runtime bool) {
	if !s.running {
		return
	}
	kind := "internal"
	if runtime {
		kind = "runtime"
	}
	s.log("nFast server: Fatal " + kind + " error")
	s.halt()
}

// startTrouble tells why the hardserver cannot start; "" if it can: it needs its data directory, and a
// configuration that it can read where there is one.
func (s *Hardserver) startTrouble() string {
	if i, err := s.host.FS.Stat(s.host.root(), KMData); err != nil || !i.Dir {
		return "cannot open " + KMData + ": " + string(ErrNotExist)
	}
	if _, err := s.host.Config(); err != nil {
		return err.Error()
	}
	return ""
}
