package author

import (
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"hsmlab/lessons"
)

// Library is every lesson of a file tree, compiled, with the scripts that prove it.
type Library struct {
	Catalog lessons.Catalog
	Sources []Source // in the order of the catalog
}

// Source is a lesson with its scripts as they were written; variables are not filled in.
type Source struct {
	Dir          string // in the file tree
	Lesson       lessons.Lesson
	Solution     file
	Alternatives []file          // other ways that solve it
	States       []file          // ways into states in which one may get stuck
	Trips        map[string]file // by never task: a way that trips it
}

type file struct{ name, text string }

// Load reads all courses below the root of a file tree: COURSE/course.md and COURSE/NN-NAME/lesson.md. The
// library holds what could be read; the error, if any, is Problems.
func Load(fsys fs.FS) (*Library, error) {
	l := loader{fsys: fsys}
	courses, err := fs.Glob(fsys, "*/course.md")
	if err != nil {
		panic("BUG: " + err.Error())
	}
	type placed struct {
		order  int
		course lessons.Course
		from   []Source
	}
	var all []placed
	for _, name := range courses {
		order, course, from := l.course(name)
		all = append(all, placed{order, course, from})
	}
	slices.SortStableFunc(all, func(a, b placed) int { return a.order - b.order })
	library := &Library{}
	for _, p := range all {
		library.Catalog.Courses = append(library.Catalog.Courses, p.course)
		library.Sources = append(library.Sources, p.from...)
	}
	l.unique(library.Sources)
	return library, l.problems.err()
}

// Find returns the lesson with that id.
func (l *Library) Find(id string) (*Source, bool) {
	for i := range l.Sources {
		if l.Sources[i].Lesson.ID == id {
			return &l.Sources[i], true
		}
	}
	return nil, false
}

type loader struct {
	fsys     fs.FS
	problems Problems
}

func (l *loader) read(name string) (string, bool) {
	data, err := fs.ReadFile(l.fsys, name)
	return string(data), err == nil
}

func (l *loader) notes(name string) notes { return notes{file: name, found: &l.problems} }

func (l *loader) course(name string) (int, lessons.Course, []Source) {
	dir := path.Dir(name)
	course := lessons.Course{ID: dir}
	var head courseMatter
	text, _ := l.read(name)
	n := l.notes(name)
	matter, body, bodyLine, err := front(text)
	if err != nil {
		n.add(1, "%v", err)
		return 0, course, nil
	}
	_, _ = decode(matter, &head, n)
	n.unfinished(text)
	if strings.TrimSpace(body) != "" {
		n.add(bodyLine, "a course has no text below its front matter")
	}
	course.Title, course.Summary = head.Title, head.Summary
	var from []Source
	names, err := fs.Glob(l.fsys, dir+"/*/lesson.md")
	if err != nil {
		panic("BUG: " + err.Error())
	}
	for _, lesson := range names {
		source := l.lesson(lesson)
		course.Lessons = append(course.Lessons, source.Lesson)
		from = append(from, source)
	}
	return head.Order, course, from
}

// lesson reads one folder.
func (l *loader) lesson(name string) Source {
	dir := path.Dir(name)
	text, _ := l.read(name)
	n := l.notes(name)
	lesson, extra := readLesson(text, n)
	n.unfinished(text)
	lesson.Course = path.Base(path.Dir(dir))
	if extra.broken {
		return Source{Dir: dir, Lesson: lesson}
	}
	number, id, _ := strings.Cut(path.Base(dir), "-")
	lesson.Number, _ = strconv.Atoi(number)
	if lesson.Number < 1 || id != lesson.ID {
		n.add(extra.lines.of("id"), "id %q stands in folder %q; want a folder NN-%s", lesson.ID, path.Base(dir), lesson.ID)
	}
	s := Source{Dir: dir, Lesson: lesson, Trips: map[string]file{}}
	l.scripts(&s)
	c := checker{notes: n, lines: extra.lines, sections: extra.sections, source: &s}
	c.all()
	return s
}

func (l *loader) scripts(s *Source) {
	entries, err := fs.ReadDir(l.fsys, s.Dir)
	if err != nil {
		l.notes(s.Dir).add(0, "cannot be read: %v", err)
		return
	}
	for _, entry := range entries {
		base, isScript := strings.CutSuffix(entry.Name(), ".sh")
		name := path.Join(s.Dir, entry.Name())
		text := l.script(name)
		if isScript {
			l.notes(name).unfinished(text)
		}
		task, isTrip := strings.CutPrefix(base, "trip-")
		switch {
		case entry.Name() == "lesson.md":
		case base == "solution" && isScript:
			s.Solution = file{name, text}
		case strings.HasPrefix(base, "alternative-") && isScript:
			s.Alternatives = append(s.Alternatives, file{name, text})
		case strings.HasPrefix(base, "state-") && isScript:
			s.States = append(s.States, file{name, text})
		case isTrip && isScript:
			s.Trips[task] = file{name, text}
		default:
			l.notes(name).add(0, "a lesson has lesson.md, solution.sh, alternative-NAME.sh, state-NAME.sh and trip-TASK.sh, nothing else")
		}
	}
}

// script reads a script. One with strange line ends is told of once, and then read as it was meant.
func (l *loader) script(name string) string {
	text, _ := l.read(name)
	if why := unixText(text); why != "" && path.Ext(name) == ".sh" {
		l.notes(name).add(1, "%s", why)
	}
	return strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
}

func (l *loader) unique(sources []Source) {
	seen := map[string]string{}
	for _, s := range sources {
		if other, ok := seen[s.Lesson.ID]; ok && s.Lesson.ID != "" {
			l.notes(s.Dir+"/lesson.md").add(2, "id %q is taken by %s", s.Lesson.ID, other)
		}
		seen[s.Lesson.ID] = s.Dir
	}
}

// script fills a file in for a bound lesson and cuts it into statements.
func (f file) script(bound *lessons.Lesson) (Script, error) {
	return readScript(f.name, bound.Fill(f.text))
}
