package app

import (
	"time"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// machine replays a journal into a lab of its own, which nobody can change, up to the moment that is wanted. It runs in
// a goroutine of its own, in slices that leave the page its time; of several wishes only the last one counts.
type machine struct {
	journal *sim.Journal
	lesson  *lessons.Lesson // nil in the free lab
	setup   int             // entries of the lesson's set-up
	hashed  bool            // the hash is wanted, too
	pause   func()          // lets the page go on, between slices
	want    chan int        // entries; at most one wish waits
	stop    chan struct{}

	replay   *sim.Replayer
	progress *lessons.Progress
}

// scene is the lab at a moment of the past.
type scene struct {
	entries  int // of the journal, that had happened
	snapshot *sim.Snapshot
	now      time.Duration
	tasks    map[string]lessons.TaskState // nil in the free lab
	solved   bool
	hash     string
	err      error // the journal could not be replayed so far
}

func newMachine(j *sim.Journal, l *lessons.Lesson, setup int, pause func()) *machine {
	return &machine{journal: j, lesson: l, setup: setup, pause: pause, want: make(chan int, 1), stop: make(chan struct{})}
}

// goTo asks for the moment after some entries. It never waits.
func (m *machine) goTo(entries int) {
	for {
		select {
		case m.want <- entries:
			return
		default:
		}
		select {
		case <-m.want: // nobody wants to see that one any more
		default:
		}
	}
}

// end stops the machine.
func (m *machine) end() { close(m.stop) }

// run travels until end and reports every moment at which it arrives.
func (m *machine) run(arrived func(scene)) {
	defer m.close()
	for {
		select {
		case <-m.stop:
			return
		case entries := <-m.want:
			for more := true; more; {
				entries, more = m.travel(entries, arrived)
			}
		}
	}
}

// travel replays up to a moment. When another one is wanted meanwhile, it returns that.
func (m *machine) travel(entries int, arrived func(scene)) (next int, more bool) {
	if err := m.ready(entries); err != nil {
		arrived(scene{entries: entries, err: err})
		return 0, false
	}
	for m.at() < entries {
		if err := m.slice(entries); err != nil {
			arrived(scene{entries: entries, err: err})
			m.close()
			return 0, false
		}
		m.pause()
		select {
		case next := <-m.want:
			return next, true
		case <-m.stop:
			return 0, false
		default:
		}
	}
	arrived(m.scene())
	return 0, false
}

// at is how many entries were replayed.
func (m *machine) at() int {
	done, _ := m.replay.Progress()
	return done
}

// ready begins anew when the moment lies before the one that was reached.
func (m *machine) ready(entries int) error {
	if m.replay != nil && m.at() <= entries {
		return nil
	}
	m.close()
	r, err := sim.NewReplayer(m.journal, nil)
	if err != nil {
		return err
	}
	m.replay = r
	if m.lesson == nil {
		return nil
	}
	if m.progress, err = lessons.NewProgress(m.lesson); err == nil && m.setup == 0 {
		_, err = m.progress.Update(r.Lab())
	}
	return err
}

// slice replays for as long as the page can wait.
func (m *machine) slice(entries int) error {
	for begin := time.Now(); m.at() < entries && time.Since(begin) < slice; {
		if _, err := m.replay.Step(1); err != nil {
			return err
		}
		if m.progress == nil || m.at() < m.setup {
			continue
		}
		if _, err := m.progress.Update(m.replay.Lab()); err != nil {
			return err
		}
	}
	return nil
}

func (m *machine) scene() scene {
	l := m.replay.Lab()
	s := scene{entries: m.at(), snapshot: l.Snapshot(), now: l.Now()}
	if m.hashed {
		s.hash = l.Hash()
	}
	if m.progress == nil {
		return s
	}
	s.solved, s.tasks = m.progress.Solved(), map[string]lessons.TaskState{}
	for _, t := range m.progress.State().Tasks {
		s.tasks[t.ID] = t
	}
	return s
}

// close gives the replayed lab back: programs that run in it would stay in memory.
func (m *machine) close() {
	if m.replay != nil {
		m.replay.Lab().Close()
	}
	m.replay, m.progress = nil, nil
}
